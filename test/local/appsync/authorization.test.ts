import * as fc from 'fast-check';
import type { Refusal } from '../../../src/local/authentication.ts';
import { startProducts, type Call } from './harness.ts';

const list = '{ listProducts { items { id } } }';

describe('a request that nobody signed', () => {
  const send = (refusal: Refusal) =>
    startProducts({ authenticate: () => ({ refusal }) }).call({ body: JSON.stringify({ query: list }) });

  it.each(['NoCredentials', 'OtherScheme'] as const)('is 401 when the reason is %s', async (type) => {
    const answer = await send({ type, message: 'internal words' });
    const error = { errorType: 'UnauthorizedException', message: 'Valid authorization header not provided.' };
    expect(answer).toMatchObject({ status: 401, data: undefined, errors: [error] });
    expect(answer.header('x-amzn-errortype')).toBe('UnauthorizedException');
  });

  it.each([
    'MissingAuthenticationTokenException',
    'IncompleteSignatureException',
    'InvalidSignatureException',
    'UnrecognizedClientException',
  ] as const)('is 403 in the words of the signature check when it is %s', async (type) => {
    const answer = await send({ type, message: 'What AWS says.' });
    expect(answer).toMatchObject({ status: 403, errors: [{ errorType: type, message: 'What AWS says.' }] });
    expect(answer.header('x-amzn-errortype')).toBe(type);
  });

  it('is told nothing about its body', async () => {
    expect(await startProducts().call({ as: '', body: 'meow' })).toMatchObject({ status: 401 });
  });
});

describe('a principal', () => {
  it('that may have nothing of what it asks is 401', async () => {
    const denied = { status: 401, errors: [{ errorType: 'UnauthorizedException', message: 'Permission denied' }] };
    const api = startProducts();
    for (const query of [
      list,
      '{ __typename }',
      '{ __schema { types { name } } }',
      '{ __typename getProduct(id: 1) { id } }',
    ]) {
      expect(await api.query(query, {}, 'nobody')).toMatchObject(denied);
    }
    const mutation = 'mutation { deleteProduct(input: { id: 1 }) { id } }';
    expect(await api.query(mutation, {}, 'reader')).toMatchObject(denied);
    expect(await api.query('{ getProduct(id: 1) { id } }', {}, 'lister')).toMatchObject(denied);
    expect(api.events).toEqual([]);
  });

  it('that may have some of it gets that, and an error for each other field', async () => {
    const query = `{
      a: getProduct(id: 1) { id }
      b: listProducts { nextToken }
    }`;
    const answer = await startProducts().query(query, {}, 'lister');
    expect(answer).toMatchObject({ status: 200, data: { a: null, b: { nextToken: null } } });
    expect(answer.errors).toEqual([
      {
        path: ['a'],
        data: null,
        errorType: 'Unauthorized',
        errorInfo: null,
        locations: [{ line: 2, column: 7, sourceName: null }],
        message: 'Not Authorized to access getProduct on type Query',
      },
    ]);
    expect(answer.header('x-amzn-errortype')).toBeUndefined();
  });

  it('that may have a field may also ask what its type is called', async () => {
    const answer = await startProducts().query('{ __typename }', {}, 'lister');
    expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' }, errors: [] });
  });

  it('is refused by an explicit deny as by no statement', async () => {
    const decide = () => 'explicitDeny' as const;
    expect(await startProducts({ decide }).query(list)).toMatchObject({ status: 401 });
  });

  it('is decided on the ARN of each field of the operation that runs, and on no other', async () => {
    const asked: string[] = [];
    const api = startProducts({
      decide: (_, action, resource) => {
        asked.push(`${action} ${resource}`);
        return 'allowed';
      },
    });
    const query = 'query A { listProducts { nextToken } } mutation B { deleteProduct(input: { id: 1 }) { id } }';
    await api.call({ body: JSON.stringify({ query, operationName: 'A' }) });
    const arn = 'arn:aws:appsync:us-east-1:000000000000:apis/api/types/Query/fields/listProducts';
    expect(new Set(asked)).toEqual(new Set([`appsync:GraphQL ${arn}`]));
  });
});

/** Ways for `lister` to reach getProduct, with which operation and how. */
const bypasses: Record<string, Call | string> = {
  'an alias': '{ listProducts: getProduct(id: 1) { id } }',
  'an alias beside an allowed field':
    '{ a: listProducts { nextToken } listProducts: getProduct(id: 1) { nextToken: id } }',
  'a fragment': 'query { ...F } fragment F on Query { listProducts: getProduct(id: 1) { id } }',
  'nested fragments': 'query { ...F } fragment F on Query { ...G } fragment G on Query { getProduct(id: 1) { id } }',
  'an inline fragment': '{ ... on Query { getProduct(id: 1) { id } } }',
  'an inline fragment without a type': '{ ... { getProduct(id: 1) { id } } }',
  '@include': '{ getProduct(id: 1) @include(if: true) { id } }',
  '@skip of the allowed field': '{ listProducts @skip(if: true) { nextToken } getProduct(id: 1) { id } }',
  '@include by a default': 'query ($x: Boolean = true) { getProduct(id: 1) @include(if: $x) { id } }',
  __typename: '{ __typename getProduct(id: 1) { id } }',
  'the second operation': {
    body: JSON.stringify({
      query: 'query A { listProducts { nextToken } } query B { getProduct(id: 1) { id } }',
      operationName: 'B',
    }),
  },
  'a first operation that is not asked for': {
    body: JSON.stringify({
      query: 'query A { getProduct(id: 1) { id } } query B { listProducts { nextToken } x: getProduct(id: 1) { id } }',
      operationName: 'B',
    }),
  },
  'a GET': { method: 'GET', rawQuery: new URLSearchParams({ query: '{ getProduct(id: 1) { id } }' }).toString() },
  'a mutation of the same name as a response key': 'mutation { listProducts: deleteProduct(input: { id: 1 }) { id } }',
};

describe('a denied field', () => {
  it.each(Object.keys(bypasses))('is not reached by %s', async (name) => {
    const api = startProducts();
    const bypass = bypasses[name] ?? '';
    const call = typeof bypass === 'string' ? { body: JSON.stringify({ query: bypass }) } : bypass;
    const { status, errors } = await api.call({ as: 'lister', ...call });
    const refused = errors.map(({ message }) => message);
    expect([status, ...refused]).toContainEqual(
      status === 401 ? 'Permission denied' : 'Not Authorized to access getProduct on type Query',
    );
    expect(api.events).not.toContainEqual(
      expect.objectContaining({ fieldName: expect.not.stringMatching(/^listProducts$/) }),
    );
  });

  const leaf = fc.constantFrom(
    { text: 'getProduct(id: 1) { id }', field: 'getProduct' },
    { text: 'listProducts { nextToken }', field: 'listProducts' },
  );
  const key = fc.constantFrom('', 'a', 'b', 'c');
  const wrapper = fc.constantFrom('', '... on Query', '...', '... @include(if: true)', '... @skip(if: true)', 'spread');
  const selection = fc.array(fc.tuple(key, leaf, wrapper), { minLength: 1, maxLength: 6 });

  it('gives nothing, however it is selected', async () => {
    const api = startProducts();
    const property = fc.asyncProperty(selection, fc.constantFrom('lister', 'getter', 'nobody'), async (parts, as) => {
      api.events.length = 0;
      const { data } = await api.query(documentOf(parts), {}, as);
      const allowed = { lister: 'listProducts', getter: 'getProduct', nobody: '' }[as];
      expect(api.events.every((event) => JSON.stringify(event).includes(`"fieldName":"${allowed}"`))).toBe(true);
      for (const [index, value] of Object.entries(data ?? {})) {
        if (!index.endsWith(`_${allowed}`)) expect(value).toBeNull();
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

/** A document with a response key for each part that tells which field it is of. */
const documentOf = (parts: [string, { text: string; field: string }, string][]): string => {
  const fragments: string[] = [];
  const selections = parts.map(([key, { text, field }, wrapper], index) => {
    const aliased = `k${key}_${field}: ${text}`;
    if (wrapper === '') return aliased;
    if (wrapper !== 'spread') return `${wrapper} { ${aliased} }`;
    fragments.push(`fragment F${index} on Query { ${aliased} }`);
    return `...F${index}`;
  });
  return `{ ${selections.join(' ')} } ${fragments.join(' ')}`;
};
