import { runEvents, type EventsPlan, type EventsRun } from './run-events.ts';
import type { Findings } from './verdict.ts';

/** dynoxide looks through all changes of all its tables at each write: one engine for all of them would take hours. */
const changesOfAnEngine = 5_000;

/** A run in parts, one after the other, each with an engine, relay, bus and queue of its own; what is found is added up. */
export const runParts = async ({ changes, seed, onProgress, ...plan }: EventsPlan): Promise<EventsRun> => {
  let sum = nothing;
  for (let done = 0; done < changes; done += changesOfAnEngine) {
    const before = sum;
    const part = await runEvents({
      ...plan,
      changes: Math.min(changesOfAnEngine, changes - done),
      seed: seed + done,
      onProgress: ({ committed, delivered, aside, kills }) =>
        onProgress?.({
          committed: before.committed + committed,
          delivered: before.committed - before.poisonAside - before.othersAside + delivered,
          aside: before.poisonAside + before.othersAside + aside,
          kills: before.kills + kills,
        }),
    });
    sum = added(before, part);
  }
  return sum;
};

const added = (a: EventsRun, b: EventsRun): EventsRun => ({
  committed: a.committed + b.committed,
  kills: a.kills + b.kills,
  poison: a.poison + b.poison,
  poisonAside: a.poisonAside + b.poisonAside,
  othersAside: a.othersAside + b.othersAside,
  before: addedFindings(a.before, b.before),
  after: addedFindings(a.after, b.after),
  lettersLeft: a.lettersLeft + b.lettersLeft,
});

const addedFindings = (a: Findings, b: Findings): Findings => ({
  missing: a.missing + b.missing,
  invented: a.invented + b.invented,
  disorder: a.disorder + b.disorder,
  repeats: a.repeats + b.repeats,
});

const none: Findings = { missing: 0, invented: 0, disorder: 0, repeats: 0 };
const nothing: EventsRun = {
  committed: 0,
  kills: 0,
  poison: 0,
  poisonAside: 0,
  othersAside: 0,
  before: none,
  after: none,
  lettersLeft: 0,
};
