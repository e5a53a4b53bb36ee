import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { startTestBus, type TestBus } from '../support/aws/event-bridge.ts';
import { startTestQueue, type TestQueue } from '../support/aws/sqs.ts';
import { engines, type TestStore } from '../support/engines.ts';
import { chanceOf } from './random.ts';
import { runRelay, type Relay } from './relay-process.ts';
import type { Step } from './verdict.ts';

export interface World {
  readonly store: TestStore;
  readonly tableName: string;
  readonly bus: TestBus;
  readonly queue: TestQueue;
  readonly relay: Relay;
  /** Whether an event cannot be told as long as the fault is not mended. */
  isPoison(step: Pick<Step, 'eventId'>): boolean;
  /** From now on nothing fails any more. */
  mend(): void;
  close(): Promise<void>;
}

/** How much goes wrong: shares of events, entries, outages by calls, answers and invocations. */
const shares = { poison: 0.01, entry: 0.002, outage: 0.002, answer: 0.01, crash: 0.04 };
/** Calls that an outage lasts: more than the SDK and the publisher try again. */
const outageCalls = 8;
/** How many records at most come again after a relay was killed. */
const longestRewind = 150;

/** An engine, a relay that is killed over and over, a bus that fails, and a queue for dead letters. */
export const startWorld = async (seed: number, random: () => number, lifetime: number): Promise<World> => {
  const startEngine = engines['dynoxide'];
  if (startEngine === undefined) throw new Error('This needs the streams of dynoxide, which exists for Linux on x64.');
  let mended = false;
  let down = 0;
  const happens = (share: number): boolean => !mended && random() < share;
  const isPoison: World['isPoison'] = ({ eventId }) => chanceOf(seed, eventId) < shares.poison;
  const bus = await startTestBus({
    call: () => {
      if (down === 0 && happens(shares.outage)) down = outageCalls;
      if (mended || down === 0) return undefined;
      down -= 1;
      return 'hang up';
    },
    loses: () => happens(shares.answer),
    entry: ({ Detail }) => {
      if (!mended && isPoison(JSON.parse(Detail))) return 'MalformedDetail';
      return happens(shares.entry) ? 'InternalFailure' : undefined;
    },
  });
  const [store, queue] = [await startEngine(), await startTestQueue()];
  const folder = mkdtempSync(join(tmpdir(), 'product-catalogue-'));
  const tableName = await store.newTable();
  const checkpoints = join(folder, 'stream.json');
  const order = {
    engine: store.endpoint,
    bus: bus.endpoint.endpoint,
    queue: queue.endpoint.endpoint,
    tableName,
    checkpoints,
    crashes: shares.crash,
  };
  const relay = runRelay(order, {
    lifetime: () => lifetime * (0.5 + random() / 2),
    onKill: () => rewind(checkpoints, Math.floor(random() * longestRewind)),
  });
  return {
    store,
    tableName,
    bus,
    queue,
    relay,
    isPoison,
    mend: () => {
      mended = true;
    },
    close: async () => {
      await relay.stop();
      await Promise.all([bus.close(), queue.close()]);
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const state = z.object({ after: z.record(z.string(), z.string()), finished: z.array(z.string()) });

/** Makes a relay that starts next begin with records that were handled already; dynoxide numbers them from 1. */
const rewind = (path: string, by: number): void => {
  try {
    const { after, finished } = state.parse(JSON.parse(readFileSync(path, 'utf8')));
    const back = Object.entries(after).map(([shard, number]) => [shard, String(Math.max(1, Number(number) - by))]);
    writeFileSync(path, JSON.stringify({ after: Object.fromEntries(back), finished }));
  } catch {
    // It was killed before it had handled anything.
  }
};
