import { doorNames, type Doors } from '../faults/doors.ts';
import type { Outcome as Answer } from '../products-api.ts';
import type { Random } from '../random.ts';
import { createActor, type Past, type Slot, type Timed } from './actor.ts';
import type { Entry, Outcome } from './history.ts';

export interface Load {
  /** One pair of doors for each client, as each has an execution environment of its own. */
  readonly clients: readonly Doors[];
  /** How many products there are at a time: a deleted one is followed by another. */
  readonly products: number;
  readonly operations: number;
  readonly random: Random;
  readonly onOperation?: () => void;
}

/** Lets all clients work at once on few products, and notes what they ask and hear. */
export const runLoad = async ({ clients, products, operations, random, onOperation }: Load): Promise<Entry[]> => {
  const entries: Entry[] = [];
  const slots = Array.from({ length: products }, (_, number): Slot => ({
    number,
    generation: 0,
    id: null,
    version: 0,
  }));
  const past: Past[] = [];
  let moment = 0;
  let left = operations;

  const note = async <T>(call: () => Promise<Answer<T>>, entry: (timed: Timed<T>) => Entry): Promise<Outcome<T>> => {
    left -= 1;
    moment += 1;
    const called = moment;
    const outcome = heard(await call());
    moment += 1;
    entries.push(entry({ called, returned: moment, outcome }));
    onOperation?.();
    return outcome;
  };
  await Promise.all(
    clients.map(async (doors, number) => {
      const own = random.fork(number);
      const act = createActor({ number, past, random: own, note });
      for (let next = left; next > 0; next = left) await act(doors[own.pick(doorNames)], own.pick(slots));
    }),
  );
  return entries;
};

/** A fault of ours, too, may come after the effect. */
const heard = <T>(answer: Answer<T>): Outcome<T> => {
  if ('value' in answer) return answer;
  const { refused } = answer;
  return refused === 'SERVICE_UNAVAILABLE' || refused === 'INTERNAL' ? 'unknown' : { refused };
};
