import { createProduct } from '../../../../src/adapters/secondary/dynamodb/create-product.ts';
import { deleteProduct } from '../../../../src/adapters/secondary/dynamodb/delete-product.ts';
import type { Store, Written } from '../../../../src/adapters/secondary/dynamodb/store.ts';
import { updateProduct } from '../../../../src/adapters/secondary/dynamodb/update-product.ts';
import { DomainError } from '../../../../src/domain/errors.ts';

/*
 * What the adapter makes of a write that was refused. `mine` is the write id of the call; an item that carries it was
 * written by an earlier attempt of the call itself. `repeated` says that there was such an attempt, without an answer.
 */

const id = '00000000-0000-4000-8000-000000000000';
const early = '2026-01-01T00:00:00.000Z';
const now = new Date('2026-01-01T01:00:00.000Z');
const late = '2026-01-01T02:00:00.000Z';
const chair = { id, name: 'Chair', description: null, createDate: early, lastUpdateDate: early, version: 1 };

const stored = { id, name: 'Chair', createDate: early, lastUpdateDate: early, version: 1, fingerprint: 'f' };
const item = (changes: Record<string, unknown>) => ({ ...stored, writeId: 'theirs', ...changes });
const refused = (found: Record<string, unknown> | undefined, repeated = false): Written => ({
  applied: false,
  found: found === undefined ? undefined : item(found),
  repeated,
});
const applied = (attributes: Record<string, unknown>): Written => ({ applied: true, attributes: item(attributes) });

/** A store that answers writes with these outcomes, one after the other. */
const storeThat = (...outcomes: readonly Written[]): Store => {
  const rest = [...outcomes];
  const next = async (): Promise<Written> => {
    const outcome = rest.shift();
    if (outcome === undefined) throw new Error('The adapter wrote more often than the test expects.');
    return outcome;
  };
  return { put: next, update: next, get: async () => undefined, query: async () => ({ Items: [], $metadata: {} }) };
};

const outcomeOf = (attempt: Promise<object>): Promise<unknown> =>
  attempt.catch((thrown: unknown) => (thrown instanceof DomainError ? thrown.code : thrown));

const like = (part: object): unknown => expect.objectContaining(part);
const newId = () => 'mine';
const deleted = { expiresAt: 1_800_000_000 };

describe('a creation that finds the id taken', () => {
  it.each<[string, Written, unknown]>([
    ['by an earlier attempt of its own: it has succeeded', refused({ writeId: 'mine' }), like({ replayed: false })],
    ['with the same content: a replay', refused({}), like({ replayed: true, createDate: early })],
    [
      'with the same content, changed since: a replay',
      refused({ version: 4, name: 'Table' }),
      like({ replayed: true }),
    ],
    [
      'by an earlier attempt of its own, changed since: a replay',
      refused({ version: 2, name: 'Table' }, true),
      like({ replayed: true, createDate: early }),
    ],
    ['with the same content, deleted since: a replay', refused(deleted), like({ replayed: true, createDate: early })],
    ['with other content: refused', refused({ fingerprint: 'g' }), 'IDEMPOTENCY_KEY_REUSED'],
    ['and a moment later free: not known', refused(undefined), 'SERVICE_UNAVAILABLE'],
  ])('%s', async (_, written, outcome) => {
    expect(await outcomeOf(createProduct(newId, 1)(storeThat(written), { ...chair, createDate: late }, 'f'))).toEqual(
      outcome,
    );
  });
});

describe('an update that is refused', () => {
  const update = (expected: readonly number[] | undefined, ...outcomes: readonly Written[]) =>
    outcomeOf(updateProduct(newId)(storeThat(...outcomes), id, { name: 'Table' }, now, expected));

  it.each<[string, readonly number[] | undefined, readonly Written[], unknown]>([
    [
      'by its own earlier attempt: it has succeeded',
      [1],
      [refused({ writeId: 'mine', version: 2 }, true)],
      like({ version: 2 }),
    ],
    [
      'by its own earlier attempt, unversioned',
      undefined,
      [refused({ writeId: 'mine', version: 2 }, true)],
      like({ version: 2 }),
    ],
    ['because there is no product', [1], [refused(undefined, true)], 'PRODUCT_NOT_FOUND'],
    ['because the product is deleted', [1], [refused({ ...deleted, version: 2 })], 'PRODUCT_NOT_FOUND'],
    ['because the version is another', [1], [refused({ version: 3 })], 'VERSION_MISMATCH'],
    ['because no version is expected', [], [refused({ version: 3 }, true)], 'VERSION_MISMATCH'],
    ['after a lost answer, the next version being by others', [1], [refused({ version: 2 }, true)], 'VERSION_MISMATCH'],
    [
      'after a lost answer, later versions being by others',
      [1],
      [refused({ version: 3 }, true)],
      'SERVICE_UNAVAILABLE',
    ],
    [
      'after a lost answer, one version of many unclear',
      [2, 1],
      [refused({ version: 3 }, true)],
      'SERVICE_UNAVAILABLE',
    ],
    [
      'after a lost answer, deleted at the expected version',
      [1],
      [refused({ ...deleted, version: 2 }, true)],
      'PRODUCT_NOT_FOUND',
    ],
    ['after a lost answer, deleted later', [1], [refused({ ...deleted, version: 3 }, true)], 'SERVICE_UNAVAILABLE'],
    [
      'after a lost answer, unversioned, deleted',
      undefined,
      [refused({ ...deleted, version: 2 }, true)],
      'SERVICE_UNAVAILABLE',
    ],
    ['although the item fulfils the condition by now, unversioned', undefined, [refused({})], 'SERVICE_UNAVAILABLE'],
    ['although the item fulfils the condition by now', [1], [refused({})], 'VERSION_MISMATCH'],
  ])('%s', async (_, expected, outcomes, outcome) => {
    expect(await update(expected, ...outcomes)).toEqual(outcome);
  });

  it.each<[string, readonly number[] | undefined, readonly Written[], unknown]>([
    ['is repeated without a date', [1], [applied({ lastUpdateDate: late, version: 2 })], like({ version: 2 })],
    ['finds its own second attempt', [1], [refused({ writeId: 'mine', version: 2 }, true)], like({ version: 2 })],
    ['finds the product gone', [1], [refused(undefined)], 'PRODUCT_NOT_FOUND'],
    ['finds the product deleted', [1], [refused({ ...deleted, version: 2 })], 'PRODUCT_NOT_FOUND'],
    ['finds another version', [1], [refused({ version: 2 })], 'VERSION_MISMATCH'],
    ['is overtaken after a lost answer', [1], [refused({ version: 3 }, true)], 'SERVICE_UNAVAILABLE'],
    ['is overtaken, unversioned', undefined, [refused({ version: 3 })], 'SERVICE_UNAVAILABLE'],
  ])('because our clock is behind %s', async (_, expected, outcomes, outcome) => {
    expect(await update(expected, refused({ lastUpdateDate: late }), ...outcomes)).toEqual(outcome);
  });

  it('because our clock is behind finds the product deleted, after a lost answer before it', async () => {
    const outcomes = [refused({ lastUpdateDate: late }, true), refused({ ...deleted, version: 4 })];
    expect(await update(undefined, ...outcomes)).toEqual('SERVICE_UNAVAILABLE');
  });
});

describe('a deletion that is refused', () => {
  it.each<[string, readonly number[] | undefined, Written, unknown]>([
    [
      'by its own earlier attempt: it has succeeded',
      [4],
      refused({ ...deleted, writeId: 'mine', version: 5 }, true),
      like({ version: 4, lastUpdateDate: early }),
    ],
    ['because there is no product', undefined, refused(undefined, true), 'PRODUCT_NOT_FOUND'],
    ['because others deleted the product', undefined, refused({ ...deleted, version: 3 }, true), 'PRODUCT_NOT_FOUND'],
    ['because the version is another', [1], refused({ version: 3 }, true), 'VERSION_MISMATCH'],
    ['although the product is there by now', undefined, refused({}), 'SERVICE_UNAVAILABLE'],
  ])('%s', async (_, expected, written, outcome) => {
    expect(await outcomeOf(deleteProduct(newId)(storeThat(written), id, now, expected))).toEqual(outcome);
  });
});
