import { invokeOf, startApi, startProducts, startTable } from './harness.ts';

const schema = `
  type Query { one: Item many: [Item!] maybe: [Item] needed: Item! list: [Item!]! a: String b: String kind: Kind any: Any flag: Boolean }
  type Mutation { first: String second: String }
  type Item implements Named { id: ID! name: String count: Int at: AWSDateTime kind: Kind child: Item }
  interface Named { name: String }
  type Other { name: String }
  union Any = Item | Other
  enum Kind { A B }
`;
const run = (table: Record<string, unknown>, query: string) => startTable(schema, table).query(query);

describe('an error of a resolver', () => {
  it('is 200 with partial data, an entry with every key, and no extensions', async () => {
    const api = startProducts();
    const { status, data, errors } = await api.query(
      '{\n  bad: listProducts(limit: 0) { nextToken }\n  listProducts { nextToken }\n}',
    );
    expect({ status, data }).toEqual({ status: 200, data: { bad: null, listProducts: { nextToken: null } } });
    expect(errors).toEqual([
      {
        path: ['bad'],
        data: null,
        errorType: 'InvalidInput',
        errorInfo: { issues: [{ path: 'limit', detail: 'must be a whole number from 1 to 100' }] },
        locations: [{ line: 2, column: 3, sourceName: null }],
        message: 'The request has invalid input.',
      },
    ]);
  });

  it("of the function itself keeps the function's words from the caller", async () => {
    const invoke = async () => ({ error: { type: 'TypeError', message: 'secret' } });
    const { data, errors, raw } = await startApi(schema, invoke).query('{ a }');
    expect(data).toEqual({ a: null });
    expect(errors).toMatchObject([{ errorType: 'InternalError', message: 'Something went wrong on our side.' }]);
    expect(raw.body).not.toContain('secret');
  });
});

describe('a value that does not fit its type', () => {
  it.each([
    [
      '{ one { id } }',
      { one: {} },
      { one: null },
      ['one', 'id'],
      "Cannot return null for non-nullable type: 'ID' within parent 'Item' (/one/id)",
    ],
    [
      '{ x: one { y: id } }',
      { one: { id: null } },
      { x: null },
      ['x', 'y'],
      "Cannot return null for non-nullable type: 'ID' within parent 'Item' (/x/y)",
    ],
    [
      '{ needed { id } a }',
      { a: 'a' },
      null,
      ['needed'],
      "Cannot return null for non-nullable type: 'Item' within parent 'Query' (/needed)",
    ],
    [
      '{ list { id } }',
      {},
      null,
      ['list'],
      "Cannot return null for non-nullable type: 'null' within parent 'Query' (/list)",
    ],
    [
      '{ many { name } }',
      { many: [{}, null] },
      { many: null },
      ['many', 1],
      "Cannot return null for non-nullable type: 'Item' within parent 'Query' (/many[1])",
    ],
    [
      '{ maybe { name id } }',
      { maybe: [{ id: 1 }, {}] },
      { maybe: [{ id: '1', name: null }, null] },
      ['maybe', 1, 'id'],
      "Cannot return null for non-nullable type: 'ID' within parent 'Item' (/maybe[1]/id)",
    ],
    [
      '{ maybe { at } }',
      { maybe: [{ at: 'x' }] },
      { maybe: [{ at: null }] },
      ['maybe', 0, 'at'],
      "Can't serialize value (/maybe[0]/at) : Unable to serialize `x` as a valid DateTime Object.",
    ],
    [
      '{ one { count } }',
      { one: { count: 'x' } },
      { one: { count: null } },
      ['one', 'count'],
      "Can't serialize value (/one/count) : Expected type 'Int' but was 'String'.",
    ],
    [
      '{ kind }',
      { kind: 'C' },
      { kind: null },
      ['kind'],
      "Can't serialize value (/kind) : Invalid input for Enum 'Kind'.",
    ],
    [
      '{ many { id } }',
      { many: { id: 1 } },
      { many: null },
      ['many'],
      "Can't resolve value (/many) : type mismatch error, expected type LIST",
    ],
    [
      '{ one { id } }',
      { one: 'x' },
      { one: null },
      ['one'],
      "Can't resolve value (/one) : type mismatch error, expected type OBJECT",
    ],
  ])('in %s is an error in its place: %j', async (query, table, data, path, message) => {
    const answer = await run(table, query);
    expect(answer).toMatchObject({ status: 200, data });
    expect(answer.errors).toEqual([{ path, locations: null, message }]);
  });

  it('is taken from own properties only', async () => {
    const answer = await startTable('type Query { one: X } type X { constructor: String }', { one: {} }).query(
      '{ one { constructor } }',
    );
    expect(answer).toMatchObject({ data: { one: { constructor: null } }, errors: [] });
  });
});

describe('values', () => {
  it('of unions and lists keep their selection, with names of types', async () => {
    const any = { __typename: 'Item', id: 1, name: 'n', child: { id: 2, kind: 'B' } };
    const answer = await run(
      { any },
      '{ any { __typename ... on Item { id child { id kind } } ... on Other { name } } }',
    );
    expect(answer).toMatchObject({
      data: { any: { __typename: 'Item', id: '1', child: { id: '2', kind: 'B' } } },
      errors: [],
    });
  });
});

describe('top-level fields', () => {
  const traced = (order: string[]) =>
    invokeOf(async ({ fieldName }: { fieldName: string }) => {
      order.push(`begin ${fieldName}`);
      await new Promise(setImmediate);
      order.push(`end ${fieldName}`);
      return { data: fieldName };
    });

  it('of a mutation run one after the other', async () => {
    const order: string[] = [];
    await startApi(schema, traced(order)).query('mutation { second first }');
    expect(order).toEqual(['begin second', 'end second', 'begin first', 'end first']);
  });

  it('of a query run at the same time', async () => {
    const order: string[] = [];
    await startApi(schema, traced(order)).query('{ a b }');
    expect(order).toEqual(['begin a', 'begin b', 'end a', 'end b']);
  });

  it('that take longer than the request may are timed out, those done are kept', async () => {
    let end = (): void => {};
    const invoke = ({ fieldName }: { fieldName: string }) =>
      fieldName === 'a' ? new Promise<void>((resolve) => (end = resolve)) : Promise.resolve({ data: 'b' });
    const { status, data, errors } = await startApi(schema, invokeOf(invoke), { timeoutMs: 20 }).query('{ a b }');
    // The function still runs, and would keep this process until its own time is over.
    end();
    expect({ status, data }).toEqual({ status: 200, data: { a: null, b: 'b' } });
    expect(errors).toMatchObject([
      { path: ['a'], data: null, errorType: 'ExecutionTimeout', errorInfo: null, message: 'Execution timed out.' },
    ]);
  });

  it('of a mutation do not begin once the time is over', async () => {
    const begun: string[] = [];
    let end = (): void => {};
    const invoke = ({ fieldName }: { fieldName: string }) => {
      begun.push(fieldName);
      return new Promise<void>((resolve) => (end = resolve));
    };
    const api = startApi(schema, invokeOf(invoke), { timeoutMs: 20 });
    const { data, errors } = await api.query('mutation { first second }');
    end();
    expect([begun, data]).toEqual([['first'], { first: null, second: null }]);
    expect(errors.map(({ path, errorType }) => [path, errorType])).toEqual([
      [['first'], 'ExecutionTimeout'],
      [['second'], 'ExecutionTimeout'],
    ]);
  });
});

describe('limits', () => {
  const deep = '{ one { id child { id child { id } } } a }';
  const table = { one: { id: 1, child: { id: 2, child: { id: 3 } } }, a: 'a' };

  it('of depth give an error below them, leaves counted', async () => {
    const at = (queryDepthLimit: number) => startTable(schema, table, { queryDepthLimit }).query(deep);
    expect(await at(4)).toMatchObject({
      data: { one: table.one && { id: '1', child: { id: '2', child: { id: '3' } } } },
      errors: [],
    });
    const { status, data, errors } = await at(3);
    expect({ status, data }).toEqual({
      status: 200,
      data: { one: { id: '1', child: { id: '2', child: null } }, a: 'a' },
    });
    expect(errors).toMatchObject([{ path: ['one', 'child', 'child', 'id'], errorType: 'QueryDepthLimitReached' }]);
  });

  it('of depth are off at 0', async () => {
    expect((await startTable(schema, table, { queryDepthLimit: 0 }).query(deep)).errors).toEqual([]);
  });

  it('of resolvers stop those beyond', async () => {
    const api = startTable(schema, { a: 'a' }, { resolverCountLimit: 2 });
    const { status, data, errors } = await api.query('{ x: a y: a z: a }');
    expect({ status, data }).toEqual({ status: 200, data: { x: 'a', y: 'a', z: null } });
    expect(errors).toMatchObject([{ path: ['z'], errorType: 'ResolverExecutionLimitReached' }]);
  });
});

describe('introspection', () => {
  const schemaQuery = '{ __schema { queryType { name } } __type(name: "Item") { name } __typename }';

  it('answers unless it is disabled', async () => {
    expect(await run({}, schemaQuery)).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } }, __type: { name: 'Item' }, __typename: 'Query' },
    });
  });

  it('is undefined when it is disabled, but for __typename', async () => {
    const api = startTable(schema, {}, { introspection: false });
    const { status, data, errors } = await api.query(schemaQuery);
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(errors.map(({ message }) => message)).toEqual([
      "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
      "Validation error of type FieldUndefined: Field '__type' in type 'Query' is undefined @ '__type'",
    ]);
    expect(await api.query('{ __typename }')).toMatchObject({ data: { __typename: 'Query' }, errors: [] });
  });
});
