import { findings, type Step } from './verdict.ts';

/* The oracle of the long run finds each fault that is planted. */

const step = (productId: string, version: number, createDate = '2026-01-01T00:00:00.000Z'): Step => ({
  eventId: `${productId}/${createDate}/${version}`,
  productId,
  createDate,
  version,
});
const all = ['a', 'b'].flatMap((id) => [1, 2, 3].map((version) => step(id, version)));
const none = { missing: 0, invented: 0, disorder: 0, repeats: 0 };

describe('the findings', () => {
  it('are none when every change is told once and in order', () => {
    expect(findings(all, all)).toEqual(none);
  });

  it('know nothing of the order between products', () => {
    expect(
      findings(
        all,
        all.toSorted((one, other) => one.version - other.version),
      ),
    ).toEqual(none);
  });

  it('are repeats, but no disorder, when a batch comes again', () => {
    expect(findings(all, [...all.slice(0, 4), ...all.slice(1)])).toEqual({ ...none, repeats: 3 });
  });

  it('are what is missing, unless it was put aside', () => {
    const told = all.filter(({ eventId }) => eventId !== all[1]?.eventId);
    expect(findings(all, told)).toEqual({ ...none, missing: 1 });
    expect(findings(all, told, new Set([all[1]?.eventId ?? '']))).toEqual(none);
  });

  it('are the disorder of a product, in another life too', () => {
    const [one, two, ...others] = all;
    if (one === undefined || two === undefined) throw new Error('There are six.');
    expect(findings(all, [two, one, ...others])).toEqual({ ...none, disorder: 1 });
    const again = step('a', 1, '2026-02-01T00:00:00.000Z');
    expect(findings([...all, again], [...all, again])).toEqual(none);
    expect(findings([...all, again], [again, ...all])).toEqual({ ...none, disorder: 3 });
  });

  it('are events of no change', () => {
    expect(findings(all.slice(1), all)).toEqual({ ...none, invented: 1 });
  });
});
