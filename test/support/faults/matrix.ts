import { longestWait, reserve } from '../../../src/adapters/secondary/dynamodb/deadline.ts';
import type { Product } from '../../../src/domain/product.ts';
import type { Outcome } from '../products-api.ts';
import { faults, type Fault } from './faults.ts';
import type { Attempt } from './intercept.ts';
import { allowed, patterns, type Case, type Pattern, type Site } from './outcomes.ts';
import { look, perform, prepare, type Prepared, type Scene } from './scene.ts';
import { maxSpoilt, patiently, ranOutOfTime, TooSlow } from './too-slow.ts';

const patternNames: readonly Pattern[] = ['first attempt', 'first two', 'all'];

/** Each fault in each pattern at each site; an empty page only where pages are asked for. */
export const casesOf = (sites: readonly Site[]): Case[] =>
  sites.flatMap((site) =>
    faults
      .filter(({ kind }) => kind !== 'more' || site.command === 'QueryCommand')
      .flatMap((fault) => patternNames.map((pattern) => ({ ...site, fault, pattern }))),
  );

/** Each fault in each pattern once, spread over the sites. */
export const sampleOf = (cases: readonly Case[]): Case[] => {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const name = `${one.fault.name}, ${one.pattern}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()].flatMap((group, index) => group[(index * 7) % group.length] ?? []);
};

export interface Played {
  /** What is wrong, null when nothing is. */
  readonly wrong: string | null;
  readonly milliseconds: number;
  /** How often it was played before, on a machine too slow for it. */
  readonly spoilt: number;
}

/** Plays a case; again, after a while, when the machine was so slow that time ran out which has no reason to. */
export const play = (scene: Scene, one: Case): Promise<Played> => {
  let slowest = 0;
  return patiently<Played>(
    scene.patience.requestTimeout,
    async (spoilt) => {
      const prepared = await prepare(scene, one.situation, one.door);
      const { isSpoilt, wrong, milliseconds } = await playOnce(scene, one, prepared);
      slowest = Math.max(slowest, milliseconds);
      if (isSpoilt) throw new TooSlow(wrong ?? 'an attempt without a fault ran out of time');
      return { wrong: wrong && `${nameOf(one)}: ${wrong}`, milliseconds: slowest, spoilt };
    },
    (why) => ({ wrong: `${nameOf(one)}: ${why}`, milliseconds: slowest, spoilt: maxSpoilt }),
  );
};

const nameOf = ({ door, situation, call, fault, pattern }: Case): string =>
  `${door}, ${situation.name}, call ${call}, ${fault.name}, ${pattern}`;

interface PlayedOnce extends Omit<Played, 'spoilt'> {
  readonly isSpoilt: boolean;
}

const playOnce = async (scene: Scene, one: Case, prepared: Prepared): Promise<PlayedOnce> => {
  let [attempts, struck] = [0, 0];
  const fault = (at: Attempt): Fault | undefined => {
    if (at.call === one.call) attempts += 1;
    if (!hits(one, at)) return undefined;
    struck += 1;
    return one.fault;
  };
  let isSpoilt = false;
  const after = (at: Attempt, error: unknown): void => {
    // An attempt without a fault, one that is refused at once and one whose answer is still in time need no time-out.
    const isInTime = !hits(one, at) || one.fault.kind === 'ours' || one.fault.kind === 'late';
    if (isInTime && ranOutOfTime(error)) isSpoilt = true;
  };
  const begun = performance.now();
  const outcome = await perform(scene, prepared, { fault, after });
  const milliseconds = performance.now() - begun;
  if (one.fault.appliedAfter !== undefined) await pass(one.fault.appliedAfter * scene.patience.requestTimeout);
  const left = await look(scene, prepared.product.id);
  const complaints = judge(one, prepared, { outcome, left, attempts, struck });
  // What two attempts wait for leaves the third time enough, on a machine that keeps up.
  const isLate = one.pattern !== 'all' && milliseconds >= Math.min(longestWait, scene.functionTimeout - reserve);
  if (isLate && complaints.length > 0) isSpoilt = true;
  return { wrong: complaints.length === 0 ? null : complaints.join('; '), milliseconds, isSpoilt };
};

/** An empty page is a good answer: what follows it is another call, not another attempt. */
const hits = ({ call, fault, pattern }: Case, at: Attempt): boolean =>
  fault.kind === 'more'
    ? at.call >= call && at.call < call + patterns[pattern]
    : at.call === call && at.attempt <= patterns[pattern];

const pass = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Seen {
  readonly outcome: Outcome<unknown>;
  readonly left: Product | null;
  readonly attempts: number;
  /** How many of them met the fault. */
  readonly struck: number;
}

const judge = (one: Case, { product, before }: Prepared, { outcome, left, attempts, struck }: Seen): string[] => {
  const { situation, fault } = one;
  const { answers, effect } = allowed(one);
  const answer = 'value' in outcome ? 'OK' : outcome.refused;
  const isTold =
    !('value' in outcome) || situation.tells === undefined || holds(situation.tells(product), outcome.value);
  const isDone = situation.effect !== undefined && holds(situation.effect(product), left);
  const isUntouched = JSON.stringify(before) === JSON.stringify(left);
  const isLeft = (effect.includes(true) && isDone) || (effect.includes(false) && isUntouched);
  const isRepeated = fault.kind === 'ours' && attempts > 1;
  return [
    ...(answers.includes(answer) ? [] : [`answered ${answer}, not ${answers.join(' or ')}`]),
    ...(isTold ? [] : [`told ${JSON.stringify(outcome)}`]),
    ...(isLeft ? [] : [`left ${JSON.stringify(left)} of ${JSON.stringify(before)}`]),
    ...(struck > 0 ? [] : ['met no fault']),
    ...(isRepeated ? [`asked ${attempts} times`] : []),
  ];
};

/** Whether a thing has all that is wanted of it. */
export const holds = (wanted: object | null, thing: unknown): boolean =>
  wanted === null || thing === null || typeof thing !== 'object'
    ? wanted === thing
    : Object.entries(wanted).every(([key, value]) => Reflect.get(thing, key) === value);
