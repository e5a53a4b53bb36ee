import { firstCall, isRepeat, type Link } from './chain.ts';
import { groupBy, isRefused, type Report, type Update } from './history.ts';

/** A request that may have made a version that nobody saw. */
interface Filler {
  readonly calls: readonly Update[];
  readonly expected: number | undefined;
  /** The version that it is known to have made. */
  readonly made: number | undefined;
  readonly called: number;
}

/**
 * When each unseen version was made, at the earliest: given to requests that may have made them, were called before
 * `latest` of that version, and are not needed elsewhere. Versioned ones fit one version only, so they come first; an
 * unversioned one may count again after a lost answer.
 */
export const fillGaps = (
  links: readonly Link[],
  updates: readonly Update[],
  latest: (version: number) => number,
  report: Report,
): Map<number, number> => {
  const called = new Map<number, number>();
  const gaps = links.flatMap(({ state }, index) => (state === null && index > 0 ? [index + 1] : []));
  if (gaps.length === 0) return called;
  const free = new Set(fillers(links, updates));
  for (const version of gaps) {
    const [first] = [...free].filter((filler) => fits(filler, version) && filler.called < latest(version)).sort(byRank);
    if (first === undefined) report('doubled', `version ${version} was made by no request`);
    else {
      free.delete(first);
      called.set(version, first.called);
    }
  }
  return called;
};

const fillers = (links: readonly Link[], updates: readonly Update[]): Filler[] => {
  const made = new Map(links.map(({ state }) => [state?.name, state?.version]));
  return [...groupBy(updates, ({ name }) => name)].flatMap(([name, calls]) =>
    calls.every(({ outcome }) => isRefused(outcome))
      ? []
      : [{ calls, expected: calls[0]?.expected, made: made.get(name), called: firstCall(calls) }],
  );
};

const fits = ({ expected, made }: Filler, version: number): boolean =>
  made === undefined ? expected === undefined || expected === version - 1 : isRepeat(expected, made, version);

const byRank = (a: Filler, b: Filler): number => rank(a) - rank(b) || a.called - b.called;

const rank = ({ expected, made }: Filler): number => (made === undefined ? (expected === undefined ? 1 : 0) : 2);
