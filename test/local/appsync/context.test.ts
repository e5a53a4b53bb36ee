import type { ResolverContext } from '../../../src/local/appsync/resolver-context.ts';
import { startApi, startProducts, type Call } from './harness.ts';

const schema = `
  type Query { get(id: ID!): Item  all(first: Int): [Item!] count: Int }
  type Item { id: ID! name: String owner: Owner }
  type Owner { name: String items: [Item!] }
`;

/** The contexts that the resolver was given, for its request and for its response. */
const contexts = async (call: Call, answer: unknown = null) => {
  const given: ResolverContext[] = [];
  const resolver = {
    request: (ctx: ResolverContext) => {
      given.push(ctx);
      return { operation: 'Invoke', payload: {} };
    },
    response: (ctx: ResolverContext) => {
      given.push(ctx);
      return null;
    },
  };
  const reply = await startApi(schema, async () => ({ payload: answer }), { resolver }).call(call);
  return { given, reply, first: given[0] };
};

const query = (text: string, variables?: Record<string, unknown>): Call => ({
  body: JSON.stringify({ query: text, variables }),
});

describe('the context', () => {
  it('of a request has all that AppSync gives a resolver, and nothing else', async () => {
    const { first, reply } = await contexts({ ...query('query ($id: ID!) { get(id: $id) { id } }', { id: 7, x: 1 }) });
    expect(first).toEqual({
      arguments: { id: '7' },
      args: { id: '7' },
      identity: {
        accountId: '000000000000',
        cognitoIdentityPoolId: null,
        cognitoIdentityId: null,
        sourceIp: ['127.0.0.1'],
        username: 'AIDAwriter',
        userArn: 'arn:aws:iam::000000000000:user/writer',
        cognitoIdentityAuthType: null,
        cognitoIdentityAuthProvider: null,
      },
      source: null,
      request: {
        headers: {
          'x-test-principal': 'writer',
          'x-forwarded-for': '127.0.0.1',
          'x-amzn-requestid': reply.header('x-amzn-requestid'),
        },
        domainName: null,
      },
      prev: null,
      info: {
        fieldName: 'get',
        parentTypeName: 'Query',
        variables: { id: 7, x: 1 },
        selectionSetList: ['id'],
        selectionSetGraphQL: '{\n  id\n}',
      },
      stash: {},
      env: {},
      result: null,
    });
  });

  it('of a session of a role names the session', async () => {
    const { first } = await contexts({ ...query('{ count }'), as: 'session' });
    expect(first?.identity).toMatchObject({
      username: 'AROAROLE:session',
      userArn: 'arn:aws:sts::000000000000:assumed-role/Writer/session',
    });
  });

  it('has header names in lower case, repeated headers as lists, and no cookies', async () => {
    const { first } = await contexts({
      ...query('{ count }'),
      headers: [
        ['X-Tag', 'a'],
        ['Accept', '*/*'],
        ['x-tag', 'b'],
        ['Cookie', 'session=1'],
        ['X-Forwarded-For', '10.0.0.1, 10.0.0.2'],
      ],
    });
    expect(first?.request.headers).toMatchObject({ 'x-tag': ['a', 'b'], accept: '*/*' });
    expect(first?.request.headers).not.toHaveProperty('cookie');
    expect(first?.identity).toMatchObject({ sourceIp: ['10.0.0.1', '10.0.0.2', '127.0.0.1'] });
  });

  it('of a response has what the function answered, or its error', async () => {
    const { given } = await contexts(query('{ count }'), { data: 1 });
    expect(given[1]).toEqual({ ...given[0], result: { data: 1 } });
    const seen: ResolverContext[] = [];
    const resolver = {
      request: () => ({ operation: 'Invoke', payload: {} }),
      response: (ctx: ResolverContext) => void seen.push(ctx),
    };
    const error = { type: 'Lambda:Unhandled', message: 'Task timed out after 10.00 seconds' };
    await startApi(schema, async () => ({ error }), { resolver }).call(query('{ count }'));
    expect(seen[0]).toMatchObject({ result: null, error });
  });

  it.each([
    ['{ get(id: 1) { id name } }', ['id', 'name']],
    ['{ x: get(id: 1) { a: id owner { b: name } } }', ['a', 'owner', 'owner/b']],
    ['{ get(id: 1) { owner { items { id } } __typename } }', ['owner', 'owner/items', 'owner/items/id', '__typename']],
    [
      '{ get(id: 1) { ...F } } fragment F on Item { id owner { ...G } } fragment G on Owner { name }',
      ['id', 'owner', 'owner/name'],
    ],
    ['{ get(id: 1) { ... on Item { id } ... { name } } }', ['id', 'name']],
    ['{ get(id: 1) { id } get(id: 1) { id name } }', ['id', 'name']],
    [
      '{ get(id: 1) { owner { name } owner { items { id } } } }',
      ['owner', 'owner/name', 'owner/items', 'owner/items/id'],
    ],
    [
      'query ($no: Boolean = false) { get(id: 1) { id @include(if: $no) name @skip(if: true) owner { name } } }',
      ['owner', 'owner/name'],
    ],
    ['{ count }', []],
  ])('of %s lists what is selected', async (text, list) => {
    expect((await contexts(query(text))).first?.info.selectionSetList).toEqual(list);
  });

  it('has the selection set as text, fragments as they stand', async () => {
    const { first } = await contexts(
      query('{ get(id: 1) { a: id ... on Item { name } ...F } } fragment F on Item { id }'),
    );
    expect(first?.info.selectionSetGraphQL).toBe('{\n  a: id\n  ... on Item {\n    name\n  }\n  ...F\n}');
    expect((await contexts(query('{ count }'))).first?.info.selectionSetGraphQL).toBe('');
  });

  it('takes no exponential time for fragments that spread each other', async () => {
    const depth = 40;
    const fragments = Array.from(
      { length: depth },
      (_, n) => `fragment F${n} on Item { ...F${n + 1} ... on Item { ...F${n + 1} } }`,
    );
    const text = `{ get(id: 1) { ...F0 } } ${fragments.join(' ')} fragment F${depth} on Item { id }`;
    expect((await contexts(query(text))).first?.info.selectionSetList).toEqual(['id']);
  });
});

describe('the payload for the function', () => {
  it("is what the catalogue's resolver makes of the context", async () => {
    const api = startProducts();
    const answer = await api.query('query ($x: Int) { all: listProducts(limit: $x) { items { key: id } } }', { x: 5 });
    expect(api.events).toEqual([
      {
        parentTypeName: 'Query',
        fieldName: 'listProducts',
        arguments: { limit: 5 },
        identity: expect.objectContaining({
          userArn: 'arn:aws:iam::000000000000:user/writer',
          sourceIp: ['127.0.0.1'],
        }),
        selectionSetList: ['items', 'items/key'],
        requestId: answer.header('x-amzn-requestid'),
      },
    ]);
  });
});
