import { isNews, type Told } from '../../docs/examples/is-news.ts';

/** An event or a change by what orders it: the life of the product, and the version within it. */
export interface Step {
  readonly eventId: string;
  readonly productId: string;
  readonly createDate: string;
  readonly version: number;
}

export interface Findings {
  /** Committed changes that were neither delivered nor put aside. */
  readonly missing: number;
  /** Deliveries of no committed change. */
  readonly invented: number;
  /** Deliveries that come after a later one of the same product, repeats left out. */
  readonly disorder: number;
  readonly repeats: number;
}

/** Compares what was delivered, in its order, and what was put aside with what was committed. */
export const findings = (
  committed: readonly Step[],
  delivered: readonly Step[],
  aside: ReadonlySet<string> = new Set(),
): Findings => {
  const expected = new Set(committed.map(({ eventId }) => eventId));
  const seen = new Set<string>();
  const last = new Map<string, Step>();
  let [disorder, repeats, invented] = [0, 0, 0];
  for (const step of delivered) {
    if (seen.has(step.eventId)) {
      repeats += 1;
      continue;
    }
    seen.add(step.eventId);
    if (!expected.has(step.eventId)) invented += 1;
    const before = last.get(step.productId);
    if (before !== undefined && !isNews(told(step), told(before))) disorder += 1;
    else last.set(step.productId, step);
  }
  const missing = committed.filter(({ eventId }) => !seen.has(eventId) && !aside.has(eventId)).length;
  return { missing, invented, disorder, repeats };
};

const told = ({ version, createDate }: Step): Told => ({ version, product: { createDate } });
