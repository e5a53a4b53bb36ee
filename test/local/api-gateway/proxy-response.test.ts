import fc from 'fast-check';
import { responseHeaders } from '../../../src/local/api-gateway/response-headers.ts';
import { header, idOfTheHeader, startGateway, verdict } from './start.ts';

const answering = async (answer: unknown) => startGateway({ handler: async () => answer })();

describe("a function's answer", () => {
  it.each<[string, unknown, number, string]>([
    ['a status and a body', { statusCode: 201, body: 'made' }, 201, 'made'],
    ['a status as digits', { statusCode: '201' }, 201, ''],
    ['a status alone', { statusCode: 404 }, 404, ''],
    ['headers alone', { headers: { 'x-a': 'b' } }, 200, ''],
    ['an empty object', {}, 200, ''],
    ['null for everything', { statusCode: null, headers: null, multiValueHeaders: null, body: null }, 200, ''],
    ['text that says it is none', { body: 'text', isBase64Encoded: false }, 200, 'text'],
    ['base64, which the API has no binary types for', { body: 'dGVzdA==', isBase64Encoded: true }, 200, 'dGVzdA=='],
    ['a body to 204', { statusCode: 204, body: 'lost' }, 204, ''],
    ['a body to 304', { statusCode: 304, body: 'lost' }, 304, ''],
  ])('may be %s', async (_, answer, status, body) => {
    expect(await answering(answer)).toMatchObject({ status, body });
  });

  it.each<[string, unknown]>([
    ['a text', 'done'],
    ['nothing', undefined],
    ['a list', [{ statusCode: 200 }]],
    ['a number', 200],
    ['an unknown key', { statusCode: 200, cookies: [] }],
    ['a status that is no number', { statusCode: 'OK' }],
    ['a status with a fraction', { statusCode: 200.5 }],
    ['a status that HTTP has not', { statusCode: 600 }],
    ['a status that ends no exchange', { statusCode: 100 }],
    ['an object for a body', { statusCode: 200, body: { name: 'Chair' } }],
    ['a list of headers', { headers: ['a: b'] }],
    ['an object for a header', { headers: { a: {} } }],
    ['a list for a header', { headers: { a: ['b'] } }],
    ['a text for a list of headers', { multiValueHeaders: { a: 'b' } }],
    ['a header of two lines', { headers: { a: 'b\r\nSet-Cookie: c' } }],
    ['a header that HTTP cannot carry', { headers: { a: '€' } }],
    ['a name that is no name of a header', { headers: { 'a b': 'c' } }],
    ['a text for isBase64Encoded', { body: '', isBase64Encoded: 'true' }],
  ])('is a 502 when it is %s', async (_, answer) => {
    expect(verdict(await answering(answer))).toEqual({
      status: 502,
      type: 'InternalServerErrorException',
      body: { message: 'Internal server error', requestId: idOfTheHeader },
    });
  });

  it('has the type application/json unless it says another, even with no body', async () => {
    expect(header(await answering({}), 'content-type')).toBe('application/json');
    expect(header(await answering({ headers: { 'CONTENT-TYPE': 'text/plain' } }), 'content-type')).toBe('text/plain');
    const listed = await answering({ multiValueHeaders: { 'Content-Type': ['text/html'] } });
    expect(header(listed, 'content-type')).toBe('text/html');
  });

  it('gets the ids of the request, which are those of the event, and its trace', async () => {
    const send = startGateway<{ requestContext: { requestId: string; extendedRequestId: string } }>({
      handler: async ({ requestContext: { requestId, extendedRequestId } }) => ({
        body: `${requestId} ${extendedRequestId}`,
        headers: { 'X-Amzn-RequestId': 'of the function', 'x-amzn-trace-id': 'of the function' },
      }),
    });
    const response = await send({ headers: [['X-Amzn-Trace-Id', 'Root=1-5e5ffe45-1']] });
    expect(`${header(response, 'x-amzn-RequestId')} ${header(response, 'x-amz-apigw-id')}`).toBe(response.body);
    expect(header(response, 'X-Amzn-Trace-Id')).toBe('Root=1-5e5ffe45-1');
    expect(header(response, 'x-amzn-ErrorType')).toBeUndefined();
  });
});

describe("a function's headers", () => {
  it('are texts, whatever they were', async () => {
    const response = await answering({ headers: { flag: true, count: 7 }, multiValueHeaders: { flags: [false, 'x'] } });
    expect([header(response, 'flag'), header(response, 'count'), header(response, 'flags')]).toEqual([
      'true',
      '7',
      'false, x',
    ]);
  });

  it('are merged from both maps, the lists first, without a value twice', () => {
    const merged = responseHeaders(
      { 'test-multi': 'solo', Other: 'a' },
      { 'tesT-Multi': ['one', 'two'], other: ['a'] },
    );
    expect(merged.filter(([name]) => name !== 'Content-Type')).toEqual([
      ['tesT-Multi', 'one'],
      ['tesT-Multi', 'two'],
      ['other', 'a'],
      ['test-multi', 'solo'],
    ]);
  });

  it.each([
    'Authorization',
    'Connection',
    'Content-MD5',
    'Date',
    'Max-Forwards',
    'Server',
    'User-Agent',
    'WWW-Authenticate',
  ])('have %s under another name', async (name) => {
    const response = await answering({ headers: { [name]: 'x' } });
    expect(header(response, name)).toBeUndefined();
    expect(header(response, `x-amzn-Remapped-${name}`)).toBe('x');
  });

  it.each(['Content-Length', 'Expect', 'Host', 'Proxy-Authenticate', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade'])(
    'have no %s',
    async (name) => {
      const { headers } = await answering({
        headers: { [name]: 'x' },
        multiValueHeaders: { [name.toLowerCase()]: ['y'] },
      });
      expect(headers.filter(([key]) => key.toLowerCase().endsWith(name.toLowerCase()))).toEqual([]);
    },
  );

  it('lose no other value and gain none', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'Set-Cookie', '__proto__');
    const value = fc.constantFrom('1', '2', '3');
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.dictionary(name, fc.array(value)), (single, multi) => {
        const sent = responseHeaders(single, multi).slice(1);
        const spelled = (pairs: readonly (readonly [string, string])[]) =>
          new Set(pairs.map(([key, text]) => `${key.toLowerCase()}: ${text}`));
        const lists = Object.entries(multi).flatMap(([key, texts]) => texts.map((text) => [key, text] as const));
        expect(sent.slice(0, lists.length)).toEqual(lists);
        expect(spelled(sent)).toEqual(spelled([...lists, ...Object.entries(single)]));
      }),
    );
  });
});
