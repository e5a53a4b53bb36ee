import type { Product } from '../../src/domain/product.ts';
import { checkHistory } from '../support/history/check-history.ts';
import type { Entry, Violation } from '../support/history/history.ts';

/* The long tier plants mistakes in the code itself; these histories show each rule at work. */

const id = '00000000-0000-4000-8000-000000000000';
const date = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const content = { name: 'p', description: 'd' };

/** The product at a version, as the update of that number left it. */
const at = (version: number, changes: Partial<Product> = {}): Product => ({
  id,
  name: version === 1 ? 'p' : `u${version}`,
  description: 'd',
  createDate: date(0),
  lastUpdateDate: date(version),
  version,
  ...changes,
});

type Part<Kind> = Partial<Extract<Entry, { kind: Kind }>>;
const when = (called: number) => ({ called, returned: called + 1 });
const create = (called: number, part: Part<'create'> = {}): Entry => ({
  kind: 'create',
  key: 'k',
  content,
  ...when(called),
  outcome: { value: at(1) },
  ...part,
});
const update = (called: number, version: number, part: Part<'update'> = {}): Entry => ({
  kind: 'update',
  id,
  name: `u${version}`,
  ...when(called),
  outcome: { value: at(version) },
  ...part,
});
const remove = (called: number, part: Part<'delete'> = {}): Entry => ({
  kind: 'delete',
  id,
  ...when(called),
  outcome: { value: 'deleted' },
  ...part,
});
const read = (called: number, product: Product | null, part: Part<'read'> = {}): Entry => ({
  kind: 'read',
  id,
  ...when(called),
  outcome: product === null ? { refused: 'PRODUCT_NOT_FOUND' } : { value: product },
  ...part,
});
const mismatch = { outcome: { refused: 'VERSION_MISMATCH' } } as const;
const unknown = { outcome: 'unknown' } as const;

const check = (
  entries: readonly Entry[],
  final: Product | null,
  list: readonly Product[] = final === null ? [] : [final],
): Violation[] => checkHistory(entries, { products: new Map([[id, final]]), list, states: null });

describe('the history checker', () => {
  it.each<[string, readonly Entry[], Product | null]>([
    ['what happens in order', [create(1), update(3, 2), update(5, 3, { expected: 2 }), read(7, at(3))], at(3)],
    ['a replay after a change', [create(1), update(3, 2), create(5)], at(2)],
    [
      'a deletion, and refusals after it',
      [create(1), remove(3), read(5, null), update(7, 2, { outcome: { refused: 'PRODUCT_NOT_FOUND' } }), create(9)],
      null,
    ],
    ['a stale version', [create(1), update(3, 2), update(5, 9, { expected: 1, ...mismatch })], at(2)],
    ['a write without an answer that took effect', [create(1), update(3, 2, unknown), read(5, at(2))], at(2)],
    ['a write without an answer that took none', [create(1), update(3, 2, unknown), read(5, at(1))], at(1)],
    ['a write without an answer that nobody saw', [create(1), update(3, 2, unknown), update(5, 3)], at(3)],
    [
      'a write without an answer that came late',
      [create(1), update(3, 2, unknown), read(5, at(1)), read(7, at(2))],
      at(2),
    ],
    [
      'concurrent answers in either order',
      [create(1), update(3, 2, { returned: 20 }), read(5, at(2)), update(7, 3, { returned: 18 })],
      at(3),
    ],
    ['a deletion without an answer', [create(1), remove(3, unknown), read(5, at(1)), read(7, null)], null],
    [
      'a repetition that finds its first call done',
      [create(1), update(3, 2, { expected: 1, ...unknown }), update(5, 2, { expected: 1, ...mismatch })],
      at(2),
    ],
    [
      'an unversioned update that counts again after others',
      [create(1), update(3, 2, { returned: 9 }), update(5, 3)],
      at(4, { name: 'u2' }),
    ],
    [
      'an unversioned update that counts three times, the last two unseen',
      [
        create(1),
        update(3, 2, { returned: 20 }),
        update(5, 3, { expected: 2 }),
        update(7, 5, { expected: 4 }),
        update(9, 7, { expected: 6 }),
      ],
      at(7),
    ],
  ])('finds nothing wrong with %s', (_, entries, final) => {
    expect(check(entries, final)).toEqual([]);
  });

  it.each<[Violation['kind'], string, readonly Entry[], Product | null]>([
    ['lost', 'an acknowledged update', [create(1), update(3, 2)], at(1)],
    ['lost', 'a product that nobody deleted', [create(1)], null],
    ['lost', 'an update in whose place another is answered', [create(1), update(3, 2, { name: 'x' })], at(2)],
    [
      'doubled',
      'a key that made two products',
      [create(1), create(3, { outcome: { value: at(1, { id: 'other' }) } })],
      at(1),
    ],
    ['doubled', 'a key that took other content', [create(1), create(3, { content: { ...content, name: 'q' } })], at(1)],
    [
      'doubled',
      'a versioned update that counts twice',
      [create(1), update(3, 2, { expected: 1 })],
      at(3, { name: 'u2' }),
    ],
    ['doubled', 'an unversioned update that counts twice in a row', [create(1), update(3, 2)], at(3, { name: 'u2' })],
    ['doubled', 'a version that no request made', [create(1), update(3, 3)], at(3)],
    ['doubled', 'two deletions', [create(1), remove(3), remove(5)], null],
    [
      'lost update',
      'two updates of one version',
      [create(1), update(3, 2), update(5, 2, { name: 'x', outcome: { value: at(2, { name: 'x' }) } })],
      at(2),
    ],
    [
      'lost update',
      'an update that went over an unseen version',
      [create(1), update(3, 2), update(5, 3, { expected: 1 })],
      at(3),
    ],
    [
      'lost update',
      'a field that an update does not name',
      [create(1), update(3, 2, { outcome: { value: at(2, { description: 'e' }) } })],
      at(2, { description: 'e' }),
    ],
    [
      'lost update',
      'a deletion that went over an unseen version',
      [create(1), update(3, 2), remove(5, { expected: 1 })],
      null,
    ],
    ['resurrected', 'a product that is back', [create(1), remove(3)], at(1)],
    [
      'false refusal',
      'the right content of a key',
      [create(1), create(3, { outcome: { refused: 'IDEMPOTENCY_KEY_REUSED' } })],
      at(1),
    ],
    ['false refusal', 'a product that is there', [create(1), read(3, null)], at(1)],
    [
      'false refusal',
      'a refused update that took effect',
      [create(1), update(3, 2, { expected: 1, ...mismatch })],
      at(2),
    ],
    ['not linearizable', 'a read of what was over', [create(1), update(3, 2), read(5, at(1))], at(2)],
    ['not linearizable', 'a read of what was yet to come', [create(1), read(3, at(2)), update(5, 2)], at(2)],
    [
      'not linearizable',
      'a product that was missed before it was deleted',
      [create(1), read(3, null), read(5, at(1)), remove(7)],
      null,
    ],
    ['not linearizable', 'a value that nobody wrote', [create(1)], at(2, { name: 'x' })],
    ['not linearizable', 'a date that goes back', [create(1), update(3, 2)], at(2, { lastUpdateDate: date(-1) })],
    [
      'not linearizable',
      'a date of creation that changes',
      [create(1), create(3, { outcome: { value: at(1, { createDate: date(9) }) } })],
      at(1),
    ],
  ])('finds %s: %s', (kind, _, entries, final) => {
    expect(check(entries, final).map((violation) => violation.kind)).toContain(kind);
  });

  it('takes the word of the store for versions that nobody saw', () => {
    const entries = [create(1), update(3, 2, unknown), update(5, 4)];
    const kinds = (...states: readonly Product[]) =>
      checkHistory(entries, { products: new Map([[id, at(4)]]), list: [at(4)], states: new Map([[id, states]]) }).map(
        ({ kind }) => kind,
      );
    expect(kinds(at(2), at(3, { name: 'x' }))).toEqual(['not linearizable']);
    expect(kinds(at(2), at(3, { name: 'u2' }))).toEqual(['doubled']);
  });

  it('looks at the list', () => {
    const kinds = (final: Product | null, list: readonly Product[]) =>
      check([create(1), ...(final === null ? [remove(3)] : [])], final, list).map(({ kind }) => kind);
    expect(kinds(at(1), [])).toEqual(['lost']);
    expect(kinds(at(1), [at(1, { name: 'x' })])).toEqual(['lost']);
    expect(kinds(at(1), [at(1), at(1)])).toEqual(['doubled']);
    expect(kinds(at(1), [at(1), at(1, { id: 'other' })])).toEqual(['doubled']);
    expect(kinds(null, [at(1)])).toEqual(['resurrected']);
  });
});
