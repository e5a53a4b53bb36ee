import { patience } from '../../../../src/adapters/secondary/dynamodb/client.ts';
import { engines } from '../../../support/engines.ts';
import { casesOf, play } from '../../../support/faults/matrix.ts';
import { openScene, recordSites } from '../../../support/faults/scene.ts';
import { inParallel } from '../../../support/in-parallel.ts';
import type { Section } from '../section.ts';

/** Every fault in every pattern at every call site that an engine brings about, with the time-outs of production. */
export const outcomesOn =
  (engine: string): Section =>
  async ({ random, scale, progress }) => {
    const start = engines[engine];
    if (start === undefined) throw new Error(`The engine ${engine} is not on this machine.`);
    const store = await start();
    const scene = await openScene(store, { patience, functionTimeout: 10_000 });
    const sites = await recordSites(scene);
    const cases = casesOf(sites).filter(() => random.chance(scale));
    let done = 0;
    const played = await inParallel(cases, 40, async (one) => {
      const result = await play(scene, one);
      done += 1;
      progress(done, cases.length);
      return result;
    });
    await scene.close();
    await store.close();
    return {
      counts: { sites: sites.length, cases: cases.length },
      highest: {
        faults: new Set(cases.map(({ fault }) => fault.name)).size,
        milliseconds: Math.max(...played.map(({ milliseconds }) => milliseconds)),
      },
      wrong: played.flatMap(({ wrong }) => wrong ?? []),
    };
  };
