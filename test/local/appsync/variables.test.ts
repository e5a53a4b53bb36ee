import { invokeOf, startApi } from './harness.ts';

const schema = `
  type Query { echo(id: ID, n: Int, flag: Boolean, text: String, size: Size, ids: [Int!], filter: Filter, at: AWSDateTime, limit: Int = 7): String }
  enum Size { BIG SMALL }
  input Filter { name: String! range: Range size: Size = BIG note: String }
  input Range { from: AWSDateTime! }
`;

/** The arguments that the function gets, or the errors that the client gets. */
const send = async (query: string, variables: Record<string, unknown>) => {
  let received: unknown;
  const invoke = invokeOf(async (event: { arguments: unknown }) => {
    received = event.arguments;
    return { data: 'ok' };
  });
  const { status, data, errors } = await startApi(schema, invoke).query(query, variables);
  expect(status).toBe(200);
  if (errors.length > 0) expect(data).toBeNull();
  return { received, errors };
};

const wrongValues: [type: string, argument: string, value: unknown, message: string][] = [
  ['ID!', 'id', undefined, "Variable 'x' has coerced Null value for NonNull type 'ID!'"],
  ['ID!', 'id', null, "Variable 'x' has coerced Null value for NonNull type 'ID!'"],
  ['ID', 'id', true, "Variable 'x' has an invalid value. Expected type 'ID' but was 'Boolean'."],
  ['Int', 'n', '1', "Variable 'x' has an invalid value. Expected type 'Int' but was 'String'."],
  ['Int', 'n', 1.5, "Variable 'x' has an invalid value. Expected type 'Int' but was 'Double'."],
  ['Int', 'n', 2 ** 31, "Variable 'x' has an invalid value. Expected type 'Int' but was 'Integer'."],
  ['Boolean', 'flag', 1, "Variable 'x' has an invalid value. Expected type 'Boolean' but was 'Integer'."],
  ['String', 'text', {}, "Variable 'x' has an invalid value. Expected type 'String' but was 'LinkedHashMap'."],
  ['String', 'text', [], "Variable 'x' has an invalid value. Expected type 'String' but was 'ArrayList'."],
  [
    'Size',
    'size',
    'HUGE',
    "Variable 'x' has an invalid value. Invalid input for Enum 'Size'. No value found for name 'HUGE'",
  ],
  [
    'Size',
    'size',
    { toString: 0 },
    "Variable 'x' has an invalid value. Invalid input for Enum 'Size'. No value found for name 'LinkedHashMap'",
  ],
  ['[Int!]', 'ids', [1, null], "Variable 'x' has coerced Null value for NonNull type 'Int!'"],
  [
    'AWSDateTime',
    'at',
    '2019',
    "Variable 'x' has an invalid value. Unable to parse `2019` as a valid DateTime Object.",
  ],
  ['Filter', 'filter', {}, "Variable 'x' has coerced Null value for NonNull type 'String!'"],
  ['Filter', 'filter', { name: 'a', range: {} }, "Variable 'x' has coerced Null value for NonNull type 'AWSDateTime!'"],
  [
    'Filter',
    'filter',
    { name: 'a', range: { from: '2019' } },
    "Variable 'from' has an invalid value. Unable to parse `2019` as a valid DateTime Object.",
  ],
  [
    'Filter',
    'filter',
    'a',
    "Variable 'x' has an invalid value. Expected type 'Map' but was 'String'. Variables for input objects must be an instance of type 'Map'.",
  ],
];

describe('a variable', () => {
  it.each(wrongValues)('of type %s is refused for %s when it is %j', async (type, argument, value, message) => {
    const { received, errors } = await send(`query ($x: ${type}) { echo(${argument}: $x) }`, { x: value });
    expect(errors).toEqual([{ path: null, locations: [{ line: 1, column: 8, sourceName: null }], message }]);
    expect(received).toBeUndefined();
  });

  it('with a field too many is refused without a place', async () => {
    const { errors } = await send('query ($x: Filter) { echo(filter: $x) }', { x: { name: 'a', y: 1 } });
    const message = "The variables input contains a field name 'y' that is not defined for input object type 'Filter' ";
    expect(errors).toEqual([{ path: null, locations: null, message }]);
  });

  it('that the operation does not declare is nothing to it', async () => {
    expect(await send('{ echo }', { x: 1 })).toEqual({ received: { limit: 7 }, errors: [] });
  });
});

describe('the arguments', () => {
  const all = 'query ($id: ID, $n: Int = 3, $filter: Filter) { echo(id: $id, n: $n, filter: $filter) }';

  it('are left out when absent, kept when null, and have the defaults of the schema and the operation', async () => {
    expect((await send(all, {})).received).toEqual({ n: 3, limit: 7 });
    expect((await send(all, { id: null, n: null })).received).toEqual({ id: null, n: null, limit: 7 });
    const filter = { name: 'a', note: null };
    expect((await send(all, { filter })).received).toEqual({ n: 3, limit: 7, filter: { ...filter, size: 'BIG' } });
    expect((await send('{ echo(filter: { name: "a", size: null }, limit: null) }', {})).received).toEqual({
      filter: { name: 'a', size: null },
      limit: null,
    });
  });

  it('have ids and enums as strings, and one value in the place of a list of one', async () => {
    const query = 'query ($ids: [Int!]) { echo(id: 12, size: BIG, ids: $ids) }';
    expect((await send(query, { ids: 5 })).received).toEqual({ id: '12', size: 'BIG', ids: [5], limit: 7 });
    expect((await send(all, { id: 12 })).received).toMatchObject({ id: '12' });
  });
});

describe('a variable with the name of what every object has', () => {
  it('is left out when nothing is sent for it', async () => {
    const { received, errors } = await send('query ($constructor: String) { echo(text: $constructor) }', {});
    expect([received, errors]).toEqual([{ limit: 7 }, []]);
  });

  it('is missed when it must be there', async () => {
    const { errors } = await send('query ($toString: ID!) { echo(id: $toString) }', {});
    expect(errors).toMatchObject([{ message: "Variable 'toString' has coerced Null value for NonNull type 'ID!'" }]);
  });
});

it('a value nested deeper than can be shown is refused all the same', async () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const query = 'query ($x: AWSDateTime) { echo(at: $x) }';
  const body = `{"query":"${query}","variables":{"x":${deep}}}`;
  const { errors } = await startApi(schema, async () => ({ payload: null })).call({ body });
  expect(errors).toMatchObject([
    { message: "Variable 'x' has an invalid value. Unable to parse `ArrayList` as a valid DateTime Object." },
  ]);
});
