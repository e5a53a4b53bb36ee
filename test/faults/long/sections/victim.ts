import type { CrashPoint } from '../../../support/faults/crashes.ts';
import type { Attempt } from '../../../support/faults/intercept.ts';
import { perform, type Prepared, type Scene } from '../../../support/faults/scene.ts';
import { situations } from '../../../support/faults/situations.ts';

/* A process that does one use case, and is killed on the way. */

export interface Victim extends Pick<CrashPoint, 'call' | 'when'> {
  readonly scene: Omit<Scene, 'sound'>;
  readonly prepared: Omit<Prepared, 'situation' | 'before'>;
  readonly situation: string;
}

const { scene, prepared, situation: name, call, when }: Victim = JSON.parse(process.argv[2] ?? '');
const situation = situations.find((one) => one.name === name);
if (situation === undefined) throw new Error(`There is no situation "${name}".`);

const stop = (attempt: Attempt): Promise<void> | void => {
  if (attempt.call !== call) return;
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};
await perform(scene, { ...prepared, situation }, { [when]: stop });
