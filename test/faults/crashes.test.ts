import { fastestEngine, type TestStore } from '../support/engines.ts';
import { crash, crashPoints, vanish } from '../support/faults/crashes.ts';
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

  it('a repetition by the client leaves exactly one effect', async () => {
    // Each point at one of the doors, in turn.
    const points = crashPoints(await recordSites(scene)).filter(
      ({ door }, index) => (door === 'rest') === (index % 2 === 0),
    );
    expect(points.length).toBeGreaterThan(50);
    const complaints = await inParallel(points, 4, (point) => crash(scene, point, vanish));
    expect(complaints.filter((wrong) => wrong !== null)).toEqual([]);
  }, 60_000);
});
