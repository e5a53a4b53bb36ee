import { invokeOf, startApi } from './harness.ts';

/* `@skip` and `@include` whose variable says nothing, which a document may declare: it has a default. */

const schema = `
  type Query { one: Item two: Item }
  type Mutation { make: Item }
  type Item { id: ID }
`;

/** An API that counts the calls of its function. */
const start = () => {
  const called = { times: 0 };
  const invoke = invokeOf(async () => {
    called.times += 1;
    return { data: { id: '1' } };
  });
  return { called, query: startApi(schema, invoke).query };
};

const noValue = 'Argument "if" of non-null type "Boolean!" must not be null.';

describe('a directive whose variable is null', () => {
  it.each([
    'query ($x: Boolean = true) { one @skip(if: $x) { id } }',
    'query ($x: Boolean = true) { two { id } ... @include(if: $x) { one { id } } }',
    'mutation ($x: Boolean = true) { make @include(if: $x) { id } }',
  ])('at the top is an error in the place of the data: %s', async (query) => {
    const { called, query: send } = start();
    const { status, data, errors } = await send(query, { x: null });
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(errors).toEqual([
      { path: null, locations: [{ line: 1, column: expect.any(Number), sourceName: null }], message: noValue },
    ]);
    expect(called.times).toBe(0);
  });

  it('below is an error in the place of the field, whose resolver does not run', async () => {
    const { called, query: send } = start();
    const mutation = 'mutation ($x: Boolean = true) { make { id @skip(if: $x) } }';
    const { status, data, errors } = await send(mutation, { x: null });
    expect({ status, data }).toEqual({ status: 200, data: { make: null } });
    expect(errors).toMatchObject([{ path: ['make'], message: noValue }]);
    expect(called.times).toBe(0);
  });

  it('has its default when nothing is sent', async () => {
    const query = 'query ($x: Boolean = true) { one { id } two @skip(if: $x) { id } }';
    expect(await start().query(query)).toMatchObject({ status: 200, data: { one: { id: '1' } }, errors: [] });
  });
});
