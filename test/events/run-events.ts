import { until } from '../support/until.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { randomOf } from './random.ts';
import { redriveAll } from './redrive-all.ts';
import type { Findings } from './verdict.ts';
import { startWorld, type World } from './world.ts';
import { write } from './writers.ts';

export interface EventsPlan {
  readonly changes: number;
  readonly seed: number;
  /** How long a relay lives before it is killed, in milliseconds, at most. */
  readonly lifetime: number;
  readonly onProgress?: (progress: { committed: number; delivered: number; aside: number; kills: number }) => void;
}

export interface EventsRun {
  readonly committed: number;
  readonly kills: number;
  readonly poison: number;
  /** How much of the poison is in the dead letters, and how much else. */
  readonly poisonAside: number;
  readonly othersAside: number;
  readonly before: Findings;
  /** Once the fault was mended and the dead letters were sent again. */
  readonly after: Findings;
  readonly lettersLeft: number;
}

/** After so many milliseconds, the end is not coming: ten times what a change takes. */
const patience = (changes: number): number => 60_000 + 30 * changes;

/** Commits changes while the relay is killed, repeats and fails; then mends what makes events poison, and redrives. */
export const runEvents = async (plan: EventsPlan): Promise<EventsRun> => {
  const random = randomOf(plan.seed);
  const world = await startWorld(plan.seed, random, plan.lifetime);
  try {
    const ledger = createLedger(world.bus, world.queue);
    await settle(world, ledger, plan, random);
    await world.relay.stop();
    ledger.takeStock();
    const poison = new Set(ledger.committed.filter(world.isPoison).map(({ eventId }) => eventId));
    const aside = [...ledger.aside()];
    const before = ledger.findings(ledger.aside());
    world.mend();
    await redriveAll(world);
    ledger.takeStock();
    return {
      committed: ledger.committed.length,
      kills: world.relay.kills(),
      poison: poison.size,
      poisonAside: aside.filter((eventId) => poison.has(eventId)).length,
      othersAside: aside.filter((eventId) => !poison.has(eventId)).length,
      before,
      after: ledger.findings(),
      lettersLeft: world.queue.bodies().length,
    };
  } finally {
    await world.close();
  }
};

/** Writes, and waits until all of it is told or put aside. */
const settle = async (world: World, ledger: Ledger, plan: EventsPlan, random: () => number): Promise<void> => {
  const watch = setInterval(() => {
    ledger.takeStock();
    plan.onProgress?.({
      committed: ledger.committed.length,
      delivered: ledger.delivered(),
      aside: ledger.aside().size,
      kills: world.relay.kills(),
    });
  }, 250);
  try {
    await write(world.store, world.tableName, plan.changes, random, ledger.commit);
    // What does not come counts as missing.
    await until(ledger.isSettled, 'The last event', patience(plan.changes)).catch(() => {});
  } finally {
    clearInterval(watch);
  }
};
