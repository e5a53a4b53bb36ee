import { patience } from '../../../../src/adapters/secondary/dynamodb/client.ts';
import { engines, type TestStore } from '../../../support/engines.ts';
import { casesOf, play, type Played } from '../../../support/faults/matrix.ts';
import { openScene, recordSites, type Scene } from '../../../support/faults/scene.ts';
import { inParallel } from '../../../support/in-parallel.ts';
import type { Section } from '../section.ts';

/** Every fault in every pattern at every call site that an engine brings about, with the time-outs of production. */
export const outcomesOn =
  (engine: string): Section =>
  async ({ random, scale, progress }) => {
    const start = engines[engine];
    if (start === undefined) throw new Error(`The engine ${engine} is not on this machine.`);
    const sites = await onNewStore(start, (scene) => recordSites(scene));
    const cases = casesOf(sites).filter(() => random.chance(scale));
    const played: Played[] = [];
    while (played.length < cases.length) {
      const next = cases.slice(played.length, played.length + casesOfAStore);
      const results = await onNewStore(start, (scene) => inParallel(next, 40, (one) => play(scene, one)));
      played.push(...results);
      progress(played.length, cases.length);
    }
    const spoilt = played.reduce((sum, one) => sum + one.spoilt, 0);
    return {
      counts: { sites: sites.length, cases: cases.length, spoilt },
      highest: {
        faults: new Set(cases.map(({ fault }) => fault.name)).size,
        milliseconds: Math.max(...played.map(({ milliseconds }) => milliseconds)),
      },
      wrong: played.flatMap(({ wrong }) => wrong ?? []),
    };
  };

/** dynoxide looks through all changes of all its tables at each write. */
const casesOfAStore = 400;

const onNewStore = async <T>(start: () => Promise<TestStore>, run: (scene: Scene) => Promise<T>): Promise<T> => {
  const store = await start();
  const scene = await openScene(store, { patience, functionTimeout: 10_000 });
  try {
    return await run(scene);
  } finally {
    await scene.close();
    await store.close();
  }
};
