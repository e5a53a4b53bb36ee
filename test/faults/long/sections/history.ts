import { fastestEngine } from '../../../support/engines.ts';
import { openArena, type Round, type RoundSettings } from '../../../support/history/round.ts';
import type { Random } from '../../../support/random.ts';
import { scaled, type Section } from '../section.ts';

/** On an engine of their own each: it looks through all changes of all its tables at each write. */
const roundLength = 5_000;

/** So many operations of 16 clients, a tenth of the calls to the store with faults, judged in rounds. */
export const history =
  (operations: number, products = 64): Section =>
  async ({ random, scale, progress }) => {
    const wanted = scaled(operations, scale);
    const wrong: string[] = [];
    const counts = { operations: 0, unknown: 0 };
    for (let number = 0; counts.operations < wanted; number += 1) {
      const begun = counts.operations;
      let done = 0;
      const { entries, violations } = await round(random.fork(number), {
        products,
        operations: Math.min(roundLength, wanted - begun),
        onOperation: () => {
          done += 1;
          progress(begun + done, wanted);
        },
      });
      counts.operations += entries.length;
      counts.unknown += entries.filter(({ outcome }) => outcome === 'unknown').length;
      wrong.push(...violations.map(({ kind, subject, detail }) => `round ${number}: ${kind}: ${subject}: ${detail}`));
    }
    return { counts, highest: {}, wrong };
  };

const round = async (random: Random, settings: Omit<RoundSettings, 'random'>): Promise<Round> => {
  const store = await fastestEngine();
  const arena = await openArena({ store, clients: 16, share: 0.1, random });
  try {
    return await arena.round({ ...settings, random });
  } finally {
    await arena.close();
    await store.close();
  }
};
