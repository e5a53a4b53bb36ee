import type { Outcome } from '../products-api.ts';
import type { Attempt } from './intercept.ts';
import { holds } from './matrix.ts';
import type { Site } from './outcomes.ts';
import { look, perform, prepare, type Prepared, type Scene } from './scene.ts';
import { patiently, ranOutOfTime, TooSlow } from './too-slow.ts';

/** A moment at which a process can die: before a request to the store is sent, or when its answer has come. */
export interface CrashPoint extends Site {
  readonly when: 'before' | 'after';
}

/** Two for each call; what a repetition of a creation without a key makes is another product, as documented. */
export const crashPoints = (sites: readonly Site[]): CrashPoint[] =>
  sites
    .filter(({ situation }) => situation.name !== 'create')
    .flatMap((site) => [
      { ...site, when: 'before' },
      { ...site, when: 'after' },
    ]);

/** Does the use case up to the point where its process dies; says then whether it has died there. */
export type Die = (scene: Scene, point: CrashPoint, prepared: Prepared) => Promise<boolean>;

/** Dies in this process: what fails in a way that nobody knows does no more, and nothing of it is kept anywhere. */
export const vanish: Die = async (scene, point, prepared) => {
  let [hasDied, isSpoilt] = [false, false];
  const stop = ({ call }: Attempt, error?: unknown): void => {
    if (ranOutOfTime(error)) isSpoilt = true;
    if (call !== point.call) return;
    hasDied = true;
    throw new Error('The process has died.');
  };
  await perform(scene, prepared, { [point.when]: stop });
  // Without its answer, nobody knows what the call has done.
  if (isSpoilt) throw new TooSlow('a call ran out of time before the process died');
  return hasDied;
};

/** Kills a use case at a point, lets the client repeat it, and says what is wrong, null when nothing is. */
export const crash = (scene: Scene, point: CrashPoint, die: Die): Promise<string | null> => {
  const name = `${point.door}, ${point.situation.name}, ${point.when} call ${point.call}`;
  return patiently<string | null>(
    scene.patience.requestTimeout,
    async () => {
      const complaints = await crashOnce(scene, point, die);
      return complaints.length === 0 ? null : `${name}: ${complaints.join('; ')}`;
    },
    (why) => `${name}: ${why}`,
  );
};

const crashOnce = async (scene: Scene, point: CrashPoint, die: Die): Promise<string[]> => {
  const prepared = await prepare(scene, point.situation, point.door);
  const hasDied = await die(scene, point, prepared);
  let isSpoilt = false;
  const after = (_: Attempt, error: unknown): void => {
    if (ranOutOfTime(error)) isSpoilt = true;
  };
  const outcome = await perform(scene, prepared, { after });
  if (isSpoilt) throw new TooSlow('the repetition ran out of time');
  const complaints = judge(point, prepared, outcome, await look(scene, prepared.product.id));
  return hasDied ? complaints : ['the process did not die', ...complaints];
};

const judge = (
  { situation, when, isLast }: CrashPoint,
  { product, before }: Prepared,
  outcome: Outcome<unknown>,
  after: unknown,
): string[] => {
  const isDone = situation.effect !== undefined && when === 'after' && isLast;
  const expected = isDone ? (situation.whenDone ?? situation.answer) : situation.answer;
  const answer = 'value' in outcome ? 'OK' : outcome.refused;
  const effect = (isDone ? situation.again : undefined) ?? situation.effect ?? (() => before);
  return [
    ...(answer === expected ? [] : [`the repetition was answered ${answer}, not ${expected}`]),
    ...(holds(effect(product), after) ? [] : [`left ${JSON.stringify(after)} of ${JSON.stringify(before)}`]),
  ];
};
