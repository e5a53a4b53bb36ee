import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fastestEngine } from '../../../support/engines.ts';
import { crash, crashPoints, type Die } from '../../../support/faults/crashes.ts';
import { openScene, recordSites, shortTimes } from '../../../support/faults/scene.ts';
import { inParallel } from '../../../support/in-parallel.ts';
import type { Section } from '../section.ts';
import type { Victim } from './victim.ts';

/** Kills a real process before and after each call to the store, and lets the client repeat. */
export const crashes: Section = async ({ random, scale, progress }) => {
  const store = await fastestEngine();
  const scene = await openScene(store, shortTimes);
  const points = crashPoints(await recordSites(scene)).filter(() => random.chance(scale));
  let done = 0;
  const complaints = await inParallel(points, 2, async (point) => {
    const wrong = await crash(scene, point, dieAsProcess);
    done += 1;
    progress(done, points.length);
    return wrong;
  });
  await scene.close();
  await store.close();
  return { counts: { points: points.length }, highest: {}, wrong: complaints.filter((wrong) => wrong !== null) };
};

const dieAsProcess: Die = async ({ proxy, tableName, patience, functionTimeout }, { call, when }, prepared) => {
  const { situation, door, key, newId, product } = prepared;
  const victim: Victim = {
    scene: { proxy, tableName, patience, functionTimeout },
    prepared: { door, key, newId, product },
    situation: situation.name,
    call,
    when,
  };
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/faults/long/sections/victim.ts', JSON.stringify(victim)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const [, signal]: unknown[] = await once(child, 'exit');
  return signal === 'SIGKILL';
};
