import { fastestEngine } from '../../../support/engines.ts';
import { violationKinds } from '../../../support/history/history.ts';
import { openArena } from '../../../support/history/round.ts';
import { scaled, type Section } from '../section.ts';

/** The engine looks through all changes of a table at each write, so longer rounds only take longer. */
const roundLength = 5_000;

/** So many operations of 16 clients on 64 products, a tenth of the calls to the store with faults, judged in rounds. */
export const history =
  (operations: number): Section =>
  async ({ random, scale, progress }) => {
    const wanted = scaled(operations, scale);
    const store = await fastestEngine();
    const arena = await openArena({ store, clients: 16, share: 0.1, random });
    const wrong: string[] = [];
    const counts = { operations: 0, unknown: 0, ...Object.fromEntries(violationKinds.map((kind) => [kind, 0])) };
    for (let number = 0; counts.operations < wanted; number += 1) {
      const begun = counts.operations;
      let done = 0;
      const { entries, violations } = await arena.round({
        products: 64,
        operations: Math.min(roundLength, wanted - begun),
        random: random.fork(number),
        onOperation: () => {
          done += 1;
          progress(begun + done, wanted);
        },
      });
      counts.operations += entries.length;
      counts.unknown += entries.filter(({ outcome }) => outcome === 'unknown').length;
      wrong.push(...violations.map(({ kind, subject, detail }) => `round ${number}: ${kind}: ${subject}: ${detail}`));
    }
    await arena.close();
    await store.close();
    return { counts, highest: {}, wrong };
  };
