import { readFileSync } from 'node:fs';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import { faults, type Fault } from '../support/faults/faults.ts';
import { casesOf, play, sampleOf } from '../support/faults/matrix.ts';
import type { Site } from '../support/faults/outcomes.ts';
import { openScene, recordSites, shortTimes, type OpenScene } from '../support/faults/scene.ts';
import { inParallel } from '../support/in-parallel.ts';

/* The long tier (`npm run test:faults`) plays every case, with the time-outs of production. */

describe('when the store has a fault', () => {
  let store: TestStore;
  let scene: OpenScene;
  let sites: readonly Site[];
  beforeAll(async () => {
    store = await fastestEngine();
    scene = await openScene(store, shortTimes);
    sites = await recordSites(scene);
  });
  afterAll(async () => {
    await scene.close();
    await store.close();
  });

  it('is asked by every use case at both doors', () => {
    const calls = (door: string) => sites.filter((site) => site.door === door).map(({ command }) => command);
    expect(new Set(calls('rest'))).toEqual(
      new Set(['PutItemCommand', 'GetItemCommand', 'QueryCommand', 'UpdateItemCommand']),
    );
    expect(calls('graphql')).toEqual(calls('rest'));
    expect(faults.length).toBeGreaterThanOrEqual(25);
  });

  it('does what the page on reliability says, fault by fault', () => {
    const rows = readFileSync('docs/reliability.md', 'utf8').split('\n');
    const isNamed = ({ name, applied }: Fault) =>
      rows.some((row) => row.startsWith(`| ${name} | ${applied ? 'yes' : 'no'} |`));
    expect(faults.filter((fault) => !isNamed(fault)).map(({ name }) => name)).toEqual([]);
  });

  it('gives only allowed answers and effects, whatever happens to the first, the first two or all attempts', async () => {
    const sample = sampleOf(casesOf(sites));
    expect(new Set(sample.map(({ fault, pattern }) => `${fault.name} ${pattern}`)).size).toBe(3 * faults.length);
    const played = await inParallel(sample, 12, (one) => play(scene, one));
    expect(played.flatMap(({ wrong }) => wrong ?? [])).toEqual([]);
    // A machine is slow now and then: what is slow time and again is the code.
    const spoilt = played.filter((one) => one.spoilt > 0).length;
    expect(spoilt).toBeLessThan(sample.length / 4);
  }, 60_000);

  it('takes no case for good in which the fault has not come', async () => {
    const [one] = casesOf(sites);
    expect(one && (await play(scene, { ...one, call: 99 })).wrong).toContain('met no fault');
  });
});
