import { fastestEngine, type TestStore } from '../../../support/engines.ts';
import { plants, type Plant } from '../../../support/history/plants.ts';
import { openArena } from '../../../support/history/round.ts';
import type { Random } from '../../../support/random.ts';
import type { Section } from '../section.ts';

const mostRounds = 20;

/** Whether the checker finds each planted mistake, and nothing where there is none. */
export const findPlants: Section = async ({ random, progress }) => {
  const store = await fastestEngine();
  const wrong: string[] = [];
  let found = 0;
  for (const [index, plant] of plants.entries()) {
    if (await isFound(store, plant, random.fork(index))) found += 1;
    else wrong.push(`the mistake "${plant.name}" was not found`);
    progress(index + 1, plants.length + 1);
  }
  if (await isFound(store, {}, random.fork(plants.length))) wrong.push('something was found where there is nothing');
  progress(1, 1);
  await store.close();
  return { counts: { plants: plants.length, found }, highest: {}, wrong };
};

const isFound = async (store: TestStore, { alteration, alter, change }: Partial<Plant>, random: Random) => {
  const mistakes = { ...(alteration === undefined ? {} : { alteration }), alter, change };
  const arena = await openArena({ store, clients: 12, share: 0.25, random, ...mistakes });
  try {
    for (let number = 0; number < mostRounds; number += 1) {
      const round = await arena.round({ products: 8, operations: 300, random: random.fork(number) });
      if (round.violations.length > 0) return true;
    }
    return false;
  } finally {
    await arena.close();
  }
};
