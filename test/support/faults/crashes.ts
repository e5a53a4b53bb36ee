import type { Outcome } from '../products-api.ts';
import type { Attempt } from './intercept.ts';
import { holds } from './matrix.ts';
import type { Site } from './outcomes.ts';
import { look, perform, prepare, type Prepared, type Scene } from './scene.ts';

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

/** Does the use case up to the point where its process dies, and resolves then. */
export type Die = (scene: Scene, point: CrashPoint, prepared: Prepared) => Promise<void>;

/** Dies in this process: what fails in a way that nobody knows does no more, and nothing of it is kept anywhere. */
export const vanish: Die = async (scene, point, prepared) => {
  const stop = ({ call }: Attempt): void => {
    if (call === point.call) throw new Error('The process has died.');
  };
  await perform(scene, prepared, { [point.when]: stop });
};

/** Kills a use case at a point, lets the client repeat it, and says what is wrong, null when nothing is. */
export const crash = async (scene: Scene, point: CrashPoint, die: Die): Promise<string | null> => {
  const prepared = await prepare(scene, point.situation, point.door);
  await die(scene, point, prepared);
  const outcome = await perform(scene, prepared, {});
  const after = await look(scene, prepared.product.id);
  const complaints = judge(point, prepared, outcome, after);
  const name = `${point.door}, ${point.situation.name}, ${point.when} call ${point.call}`;
  return complaints.length === 0 ? null : `${name}: ${complaints.join('; ')}`;
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
