import type { EventsRun } from './run-events.ts';

export interface Goal {
  readonly name: string;
  readonly goal: string;
  readonly value: number;
  readonly met: boolean;
}

/** What a run is to show. */
export const goalsOf = (run: EventsRun, changes: number): Goal[] => [
  exactly('committed changes', run.committed, changes),
  exactly('changes that are neither delivered nor in the dead letters', run.before.missing, 0),
  exactly('events of no change', run.before.invented, 0),
  exactly('events after a later one of their product, repeats left out', run.before.disorder, 0),
  exactly('poison in the dead letters', run.poisonAside, run.poison),
  exactly('other events in the dead letters', run.othersAside, 0),
  exactly('changes that are not delivered once the dead letters were sent again', run.after.missing, 0),
  exactly('dead letters left then', run.lettersLeft, 0),
  // Without these the run would show nothing.
  atLeastOne('poisoned events', run.poison),
  atLeastOne('kills of the relay', run.kills),
  atLeastOne('repeated deliveries', run.before.repeats),
];

const exactly = (name: string, value: number, goal: number): Goal => ({
  name,
  goal: `exactly ${goal}`,
  value,
  met: value === goal,
});

const atLeastOne = (name: string, value: number): Goal => ({ name, goal: 'at least 1', value, met: value >= 1 });
