import { foundBy } from '../support/faults/found.ts';
import { TooSlow } from '../support/faults/too-slow.ts';
import { aProduct } from '../support/products.ts';
import { goalsOf } from './long/goals.ts';
import type { SectionName } from './long/sections.ts';

const verdictOn = (section: SectionName, others: readonly SectionName[], counts: Record<string, number>) => {
  const empty = { counts: {}, highest: {}, wrong: [] };
  const results = { ...Object.fromEntries(others.map((name) => [name, empty])), [section]: { ...empty, counts } };
  return goalsOf(results, [section, ...others], 0.01).map(({ met }) => met);
};

describe('the verdict of the long tier', () => {
  it('is that outcomes are not measured where more than one case of a hundred was played again', () => {
    const on = (spoilt: number) =>
      verdictOn('outcomes on dynoxide', ['outcomes on dynalite'], { cases: 1_000, sites: 70, spoilt });
    expect([on(0), on(10), on(11)]).toEqual([[true], [true], [false]]);
  });

  it('is that histories show nothing where no fault was felt', () => {
    const on = (unknown: number) =>
      verdictOn('history 1', ['history 2', 'history 3', 'history 4'], { operations: 10_000, unknown });
    expect([on(300), on(100), on(0)]).toEqual([[true], [false], [false]]);
  });
});

describe('a look at a product', () => {
  it('finds it, or that it is not there', () => {
    const product = aProduct();
    expect(foundBy({ value: product })).toEqual(product);
    expect(foundBy({ refused: 'PRODUCT_NOT_FOUND', fields: [] })).toBeNull();
  });

  it('takes no other refusal for its absence', () => {
    expect(() => foundBy({ refused: 'SERVICE_UNAVAILABLE', fields: [] })).toThrow(TooSlow);
    expect(() => foundBy({ refused: 'INTERNAL', fields: [] })).toThrow('A look at a product failed: INTERNAL.');
  });
});
