import { fastestEngine, type TestStore } from '../support/engines.ts';
import { crash, crashPoints, vanish, type CrashPoint, type Die } from '../support/faults/crashes.ts';
import { startFaultProxy } from '../support/faults/proxy.ts';
import { openScene, recordSites, shortTimes, type OpenScene } from '../support/faults/scene.ts';
import { inParallel } from '../support/in-parallel.ts';

/* The long tier (`npm run test:faults`) kills real processes. */

describe('when a process dies before or after any call to the store', () => {
  let store: TestStore;
  let scene: OpenScene;
  beforeAll(async () => {
    store = await fastestEngine();
    scene = await openScene(store, shortTimes);
  });
  afterAll(async () => {
    await scene.close();
    await store.close();
  });

  let points: readonly CrashPoint[];
  beforeAll(async () => {
    // Each point at one of the doors, in turn.
    points = crashPoints(await recordSites(scene)).filter(({ door }, index) => (door === 'rest') === (index % 2 === 0));
  });

  it('a repetition by the client leaves exactly one effect', async () => {
    expect(points.length).toBeGreaterThan(50);
    const complaints = await inParallel(points, 4, (point) => crash(scene, point, vanish));
    expect(complaints.filter((wrong) => wrong !== null)).toEqual([]);
  }, 60_000);

  it('a process that lives on is no proof', async () => {
    const survive: Die = async () => false;
    expect(await firstOf(points, (point) => crash(scene, point, survive))).toContain('the process did not die');
  });

  it('a machine that is slow is not taken for a wrong effect: the point is tried again', async () => {
    const proxy = await startFaultProxy(store.endpoint, 5);
    proxy.blackHole = true;
    const slow = { ...scene, proxy: proxy.endpoint, patience: { ...scene.patience, requestTimeout: 5, pauses: [] } };
    let tries = 0;
    const die: Die = async () => {
      tries += 1;
      return true;
    };
    expect(await firstOf(points, (point) => crash(slow, point, die))).toContain('the machine is too slow');
    expect(tries).toBe(9);
    await proxy.close();
  });
});

const firstOf = <T, R>([first]: readonly T[], act: (item: T) => R): R => {
  if (first === undefined) throw new Error('There is none.');
  return act(first);
};
