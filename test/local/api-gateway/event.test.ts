import { json, receivedAt, session, startGateway } from './start.ts';

/** The event that the handler got. */
const startEcho = () => {
  const send = startGateway({ handler: async (event: unknown) => ({ body: JSON.stringify(event) }) });
  return async (call: Parameters<typeof send>[0]) => json(await send(call));
};

describe("the handler's event", () => {
  it('has exactly the keys of AWS', async () => {
    const event = await startEcho()({ target: '/test/products/7' });
    expect(event).toEqual({
      body: null,
      headers: expect.any(Object),
      httpMethod: 'GET',
      isBase64Encoded: false,
      multiValueHeaders: expect.any(Object),
      multiValueQueryStringParameters: null,
      path: '/products/7',
      pathParameters: { id: '7' },
      queryStringParameters: null,
      requestContext: {
        accountId: '123456789012',
        apiId: 'localapi',
        deploymentId: expect.stringMatching(/^[\da-z]{6}$/),
        domainName: 'localhost',
        domainPrefix: 'localhost',
        extendedRequestId: expect.stringMatching(/^[\w+/]{15}=$/),
        httpMethod: 'GET',
        identity: expect.any(Object),
        path: '/test/products/7',
        protocol: 'HTTP/1.1',
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
        requestTime: '04/Mar/2020:19:15:17 +0000',
        requestTimeEpoch: receivedAt.getTime(),
        resourceId: expect.stringMatching(/^[\da-z]{6}$/),
        resourcePath: '/products/{id}',
        stage: 'test',
      },
      resource: '/products/{id}',
      stageVariables: null,
    });
  });

  it('knows a user', async () => {
    const { requestContext } = await startEcho()({ headers: [['user-agent', 'curl/8']] });
    expect(requestContext.identity).toEqual({
      accessKey: 'AKIALOCALUSER0000000',
      accountId: '123456789012',
      caller: 'AIDALOCALUSER0000000',
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: '127.0.0.1',
      user: 'AIDALOCALUSER0000000',
      userAgent: 'curl/8',
      userArn: 'arn:aws:iam::123456789012:user/user',
    });
  });

  it('knows a session of a role', async () => {
    const { requestContext } = await startEcho()({ caller: session });
    expect(requestContext.identity).toMatchObject({
      accessKey: 'ASIALOCALROLE0000000',
      caller: 'AROALOCALROLE0000000:laptop',
      user: 'AROALOCALROLE0000000:laptop',
      userAgent: null,
      userArn: 'arn:aws:sts::123456789012:assumed-role/Role/laptop',
    });
  });

  it('gives each request an id of its own, and a resource always the same', async () => {
    const send = startEcho();
    const [first, second, other] = [await send({}), await send({}), await send({ target: '/test/products/7' })];
    expect(second.requestContext.requestId).not.toBe(first.requestContext.requestId);
    expect(second.requestContext.resourceId).toBe(first.requestContext.resourceId);
    expect(other.requestContext.resourceId).not.toBe(first.requestContext.resourceId);
  });

  it('keeps the case of header names but for User-Agent, and adds its own', async () => {
    const headers = [
      ['tEsT-HEADeR', 'aValUE'],
      ['user-agent', 'curl/8'],
      ['X-Amz-Date', '20200304T191517Z'],
      ['x-amz-security-token', 'token'],
    ] as const;
    const event = await startEcho()({ headers });
    const expected = {
      host: 'localhost:4566',
      'x-test-caller': 'user',
      'tEsT-HEADeR': 'aValUE',
      'User-Agent': 'curl/8',
      'X-Amz-Date': '20200304T191517Z',
      'x-amz-security-token': 'token',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-5e5ffe45-[\da-f]{24}$/),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': '4566',
      'X-Forwarded-Proto': 'http',
    };
    expect(event.headers).toEqual(expected);
    const lists = Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, [value]]));
    expect(event.multiValueHeaders).toEqual(lists);
  });

  it('keeps all values of a header, and the last as the single one, whatever the case of its name', async () => {
    const headers = [
      ['X-Tag', 'a'],
      ['x-tag', 'b'],
      ['X-TAG', 'c'],
    ] as const;
    const event = await startEcho()({ headers });
    expect(event.multiValueHeaders['X-Tag']).toEqual(['a', 'b', 'c']);
    expect(event.headers['X-Tag']).toBe('c');
    expect(Object.keys(event.headers).filter((name) => name.toLowerCase() === 'x-tag')).toEqual(['X-Tag']);
  });

  it.each([
    'Connection',
    'Content-Length',
    'Content-MD5',
    'Expect',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'WWW-Authenticate',
  ])('drops %s', async (name) => {
    const event = await startEcho()({
      headers: [
        [name, 'x'],
        [name.toLowerCase(), 'y'],
      ],
    });
    for (const map of [event.headers, event.multiValueHeaders]) {
      expect(Object.keys(map).map((key) => key.toLowerCase())).not.toContain(name.toLowerCase());
    }
  });

  it('drops Authorization, which a signature came in', async () => {
    const send = startGateway({
      authenticate: () => ({ principal: session }),
      handler: async (event: unknown) => ({ body: JSON.stringify(event) }),
    });
    const response = await send({ headers: [['authorization', 'AWS4-HMAC-SHA256 Credential=x']] });
    expect(response.body.toString().toLowerCase()).not.toContain('authorization');
  });

  it('goes on with a trace and the addresses before it, and believes nothing of the port', async () => {
    const headers = [
      ['x-amzn-trace-id', 'Root=1-5e5ffe45-bd862e3fe1be46a994272793;Sampled=1'],
      ['x-forwarded-for', '10.0.0.1'],
      ['x-forwarded-port', '1'],
      ['x-forwarded-proto', 'gopher'],
    ] as const;
    expect((await startEcho()({ headers })).multiValueHeaders).toMatchObject({
      'X-Amzn-Trace-Id': ['Root=1-5e5ffe45-bd862e3fe1be46a994272793;Sampled=1'],
      'X-Forwarded-For': ['10.0.0.1, 127.0.0.1'],
      'X-Forwarded-Port': ['4566'],
      'X-Forwarded-Proto': ['http'],
    });
  });

  it('decodes the query: + is a space, ; separates, the last value is the single one', async () => {
    const target = '/test/products?a=1&b=x+y%2Bz;a=%32&c&d=&e=p=q&url=https://x/?y&%C3%A9=%e2%82%ac&&Z=1&z=2';
    const event = await startEcho()({ target });
    expect(event.multiValueQueryStringParameters).toEqual({
      a: ['1', '2'],
      b: ['x y+z'],
      c: [''],
      d: [''],
      e: ['p=q'],
      url: ['https://x/?y'],
      é: ['€'],
      Z: ['1'],
      z: ['2'],
    });
    expect(event.queryStringParameters).toMatchObject({ a: '2', b: 'x y+z', c: '', é: '€' });
  });

  it('hands a body over as text, bytes that are no UTF-8 replaced', async () => {
    const send = startEcho();
    const call = { method: 'POST', target: '/test/products' };
    expect(await send({ ...call, body: '\ufeff{"name":"Stühle"}' })).toMatchObject({
      body: '\ufeff{"name":"Stühle"}',
      isBase64Encoded: false,
    });
    expect(await send({ ...call, body: Buffer.from([0x61, 0xff, 0xfe, 0x62]) })).toMatchObject({
      body: 'a\ufffd\ufffdb',
      isBase64Encoded: false,
    });
    expect(await send(call)).toMatchObject({ body: null });
  });
});
