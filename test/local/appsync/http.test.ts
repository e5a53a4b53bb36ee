import { startProducts, startTable } from './harness.ts';

const malformed = (message: string) => ({
  status: 400,
  errors: [{ errorType: 'MalformedHttpRequestException', message }],
});
const unparsable = malformed('Unable to parse GraphQL query.');
const list = '{ listProducts { items { id } nextToken } }';
const listed = { listProducts: { items: [], nextToken: null } };

describe('a body', () => {
  it('is refused when it is empty', async () => {
    expect(await startProducts().call({})).toMatchObject(malformed('Request body is empty.'));
  });

  it.each([
    'meow',
    '{}',
    '{}}',
    '[]',
    '""',
    'null',
    '{"query":null}',
    '{"query":"meow"}',
    '{"query":""}',
    '{"query":"{}"}',
  ])('is refused when it is %s', async (body) => {
    expect(await startProducts().call({ body })).toMatchObject(unparsable);
  });

  it.each([{ variables: [] }, { variables: 'x' }, { operationName: 1 }])('is refused with %j', async (rest) => {
    expect(await startProducts().call({ body: JSON.stringify({ query: list, ...rest }) })).toMatchObject(unparsable);
  });

  it('is refused when it is a batch', async () => {
    const body = JSON.stringify([{ query: list }, { query: list }]);
    expect(await startProducts().call({ body })).toMatchObject(unparsable);
  });

  it('may have 1 MB and no more', async () => {
    const api = startProducts();
    const bodyOf = (bytes: number) => {
      const empty = JSON.stringify({ query: list, extensions: '' }).length;
      return JSON.stringify({ query: list, extensions: 'x'.repeat(bytes - empty) });
    };
    expect(await api.call({ body: bodyOf(1024 * 1024) })).toMatchObject({ status: 200, data: listed });
    expect(await api.call({ body: bodyOf(1024 * 1024 + 1) })).toMatchObject({
      status: 413,
      errors: [{ errorType: 'RequestEntityTooLargeException' }],
    });
  });

  it('is refused at once when its document is full of fields', async () => {
    const query = `{${Array.from({ length: 33_000 }, (_, n) => `f${n}:listProducts{nextToken}`).join(' ')}}`;
    const begun = performance.now();
    expect(await startProducts({ resolverCountLimit: 25 }).query(query)).toMatchObject(unparsable);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('is answered soon when there are many errors after many lines', async () => {
    const fields = Array.from({ length: 1_000 }, (_, n) => `f${n}:listProducts{nextToken}`).join(' ');
    const begun = performance.now();
    const { errors } = await startProducts({ resolverCountLimit: 25 }).query(`{${'\n'.repeat(400_000)}${fields}}`);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(errors).toHaveLength(975);
    expect(errors[0]?.locations).toEqual([{ line: 400_001, column: 691, sourceName: null }]);
  });

  it.each([
    { variables: null },
    { operationName: null },
    { operationName: '' },
    { extensions: { persistedQuery: {} }, more: 1 },
  ])('is read with %j as without', async (rest) => {
    const answer = await startProducts().call({ body: JSON.stringify({ query: list, ...rest }) });
    expect(answer).toMatchObject({ status: 200, data: listed, errors: [] });
  });

  it.each(['application/json', 'application/graphql', 'application/x-www-form-urlencoded', 'text/plain'])(
    'is JSON even when it is sent as %s',
    async (type) => {
      const answer = await startProducts().call({
        headers: [['Content-Type', type]],
        body: JSON.stringify({ query: list }),
      });
      expect(answer).toMatchObject({ status: 200, data: listed });
    },
  );
});

describe('a GET', () => {
  const get = (parameters: Record<string, string>) =>
    startProducts().call({ method: 'GET', rawQuery: new URLSearchParams(parameters).toString() });

  it('carries the same in its query string, mutations too', async () => {
    const query =
      'query A($limit: Int) { listProducts(limit: $limit) { nextToken } } query B { getProduct(id: 1) { id } }';
    expect(await get({ query, operationName: 'B' })).toMatchObject({ status: 200, data: { getProduct: null } });
    expect(await get({ query, operationName: 'A', variables: '{"limit":0}' })).toMatchObject({
      status: 200,
      errors: [{ errorType: 'InvalidInput' }],
    });
    const mutation = 'mutation { createProduct(input: { name: "Chair" }) { name } }';
    expect(await get({ query: mutation })).toMatchObject({ data: { createProduct: { name: 'Chair' } } });
  });

  it('is refused without a query, and with variables that are no JSON', async () => {
    expect(await get({})).toMatchObject(unparsable);
    expect(await get({ query: list, variables: '{' })).toMatchObject(unparsable);
  });
});

describe('the operation', () => {
  const query = 'query A { getProduct(id: 1) { id } } query B { listProducts { nextToken } }';
  const call = (operationName?: string) => startProducts().call({ body: JSON.stringify({ query, operationName }) });

  it('is the one that is named', async () => {
    expect(await call('B')).toMatchObject({ status: 200, data: { listProducts: { nextToken: null } } });
  });

  it('must be named when there are several, and exist', async () => {
    const refusal = (message: string) => ({ status: 400, errors: [{ errorType: 'BadRequestException', message }] });
    expect(await call()).toMatchObject(refusal('Missing operation name.'));
    expect(await call('C')).toMatchObject(refusal("Unknown operation named 'C'."));
  });

  it('is refused over HTTP when it is a subscription', async () => {
    const schema = 'type Query { a: Int } type Subscription { onCreate: Int }';
    expect(await startTable(schema, {}).query('subscription { onCreate }')).toMatchObject({
      status: 400,
      errors: [{ errorType: 'BadRequestException', message: 'Subscriptions need the real-time endpoint.' }],
    });
  });

  it('is refused when the schema has no type for it', async () => {
    expect(await startTable('type Query { a: Int }', {}).query('subscription { onCreate }')).toMatchObject({
      status: 200,
      data: null,
      errors: [{ message: 'Schema is not configured for subscriptions.', locations: [{ line: 1, column: 1 }] }],
    });
  });
});

describe('a response', () => {
  const always = {
    'content-type': 'application/json;charset=UTF-8',
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version',
    'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/),
  };

  it('has the headers of AppSync', async () => {
    const { raw } = await startProducts().query(list);
    expect(Object.fromEntries(raw.headers)).toEqual({ ...always, 'x-amzn-appsync-tokensconsumed': '1' });
  });

  it('names the error in a header when it is refused', async () => {
    const { raw } = await startProducts().call({ body: '{}' });
    expect(Object.fromEntries(raw.headers)).toEqual({ ...always, 'x-amzn-errortype': 'MalformedHttpRequestException' });
  });

  it('has an id of its own', async () => {
    const api = startProducts();
    const ids = [await api.query(list), await api.query(list)].map(({ header }) => header('x-amzn-requestid'));
    expect(new Set(ids).size).toBe(2);
  });
});

describe('other methods', () => {
  it('are answered as a preflight when they are OPTIONS, signed or not', async () => {
    const headers = [['Access-Control-Request-Headers', 'authorization,x-amz-date']] as const;
    const answer = await startProducts().call({ as: '', method: 'OPTIONS', headers });
    expect(answer).toMatchObject({ status: 200, raw: { body: '' } });
    expect(answer.header('access-control-allow-origin')).toBe('*');
    expect(answer.header('access-control-allow-headers')).toBe('authorization,x-amz-date');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('are refused when they are %s', async (method) => {
    const answer = await startProducts().call({ method, body: JSON.stringify({ query: list }) });
    expect(answer).toMatchObject({ status: 405, errors: [{ errorType: 'MethodNotAllowedException' }] });
  });
});
