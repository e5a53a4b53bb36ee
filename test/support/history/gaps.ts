import { firstCall, isRepeat, type Link } from './chain.ts';
import { groupBy, isRefused, type Report, type Update } from './history.ts';

/** A request that may have made a version that nobody saw. */
interface Filler {
  readonly calls: readonly Update[];
  readonly expected: number | undefined;
  /** The versions that it has made. */
  readonly made: readonly number[];
  readonly called: number;
}

/**
 * When each unseen version was made, at the earliest: given to requests that may have made them, were called before
 * `latest` of that version, and are not needed elsewhere. Versioned ones fit one version only, so they come first; an
 * unversioned one may count again after a lost answer, once for each of its attempts.
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
  let free = fillers(links, updates);
  for (const version of gaps) {
    const [first] = free.filter((filler) => fits(filler, version) && filler.called < latest(version)).sort(byRank);
    if (first === undefined) report('doubled', `version ${version} was made by no request`);
    else {
      free = free.map((filler) => (filler === first ? { ...first, made: [...first.made, version] } : filler));
      called.set(version, first.called);
    }
  }
  return called;
};

const fillers = (links: readonly Link[], updates: readonly Update[]): Filler[] => {
  const made = groupBy(
    links.flatMap(({ state }) => state ?? []),
    ({ name }) => name,
  );
  return [...groupBy(updates, ({ name }) => name)].flatMap(([name, calls]) =>
    calls.every(({ outcome }) => isRefused(outcome))
      ? []
      : [
          {
            calls,
            expected: calls[0]?.expected,
            made: (made.get(name) ?? []).map(({ version }) => version),
            called: firstCall(calls),
          },
        ],
  );
};

const fits = ({ expected, made }: Filler, version: number): boolean =>
  made.length === 0
    ? expected === undefined || expected === version - 1
    : made.length < mostAttempts && made.every((before) => isRepeat(expected, before, version));

/** Of one call to the store. */
const mostAttempts = 3;

const byRank = (a: Filler, b: Filler): number => rank(a) - rank(b) || a.called - b.called;

const rank = ({ expected, made }: Filler): number => (made.length === 0 && expected !== undefined ? -1 : made.length);
