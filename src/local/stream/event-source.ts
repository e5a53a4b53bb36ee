import { setTimeout } from 'node:timers/promises';
import type { LambdaRecord } from '../../main/redrive/lambda-record.ts';
import type { Invoke } from '../lambda.ts';
import type { Checkpoints } from './checkpoints.ts';
import { deliver } from './delivery.ts';
import type { Shard, StreamReader } from './stream-reader.ts';

export interface EventSourceOptions {
  readonly reader: StreamReader;
  readonly invoke: Invoke;
  readonly checkpoints: Checkpoints;
  readonly batchSize: number;
  readonly retryAttempts: number;
  /** Told of the shard and the records of a batch that was given up. */
  readonly onFailure: (shardId: string, records: readonly LambdaRecord[]) => Promise<void>;
  /** Told of what went wrong while reading: it is tried again. */
  readonly onError: (cause: unknown) => void;
  /** Milliseconds between two looks at a shard without news. */
  readonly pollInterval?: number;
}

export interface EventSource {
  /** Ends after the batches at hand. */
  close(): Promise<void>;
}

const longestRetryPause = 10_000;
const discoveryInterval = 1_000;

/**
 * Feeds a function from a stream as Lambda's event source mapping does: each shard on its own and in order, a child
 * only after all of its parent.
 */
export const startEventSource = (options: EventSourceOptions): EventSource => {
  const closing = new AbortController();
  const { signal } = closing;
  const followed = new Map<string, Promise<void>>();
  let wake = (): void => {};

  const report = async (cause: unknown): Promise<void> => {
    if (signal.aborted) return;
    options.onError(cause);
    await passed(discoveryInterval, signal);
  };

  const begin = async (shard: Shard): Promise<void> => {
    await follow(options, shard, signal).catch(report);
    followed.delete(shard.id);
    // Its children may begin.
    wake();
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const woken = new AbortController();
      wake = () => woken.abort();
      const shards = await options.reader.shards().catch((cause: unknown) => report(cause).then(() => []));
      for (const shard of open(shards, options.checkpoints))
        if (!followed.has(shard.id)) followed.set(shard.id, begin(shard));
      await passed(discoveryInterval, AbortSignal.any([signal, woken.signal]));
    }
    await Promise.all(followed.values());
  };

  const ended = run();
  return {
    close: () => {
      closing.abort();
      return ended;
    },
  };
};

/** The shards that can be read: those whose parent is finished, or so old that the stream has forgotten it. */
const open = (shards: readonly Shard[], checkpoints: Checkpoints): Shard[] => {
  const known = new Set(shards.map(({ id }) => id));
  return shards.filter(
    ({ id, parent }) =>
      !checkpoints.isFinished(id) && (parent === null || !known.has(parent) || checkpoints.isFinished(parent)),
  );
};

/** Reads a shard to its end, or until it is told to stop. */
const follow = async (options: EventSourceOptions, { id }: Shard, signal: AbortSignal): Promise<void> => {
  const { reader, checkpoints, batchSize, pollInterval = 100 } = options;
  while (!signal.aborted) {
    const { records, isEnd } = await reader.read(id, checkpoints.after(id), batchSize);
    if (records.length > 0) await handle(options, id, records, signal);
    if (isEnd) return checkpoints.finish(id);
    if (records.length < batchSize) await passed(pollInterval, signal);
  }
};

const handle = (
  { invoke, retryAttempts, onFailure, checkpoints }: EventSourceOptions,
  shardId: string,
  records: readonly LambdaRecord[],
  signal: AbortSignal,
): Promise<void> =>
  deliver(records, {
    invoke,
    retryAttempts,
    pause: async (retries) => {
      await passed(Math.min(longestRetryPause, 100 * 2 ** retries), signal);
      signal.throwIfAborted();
    },
    giveUp: (given) => onFailure(shardId, given),
    advance: (sequenceNumber) => checkpoints.advance(shardId, sequenceNumber),
  });

/** Resolves after so many milliseconds, or at once when the signal comes. */
const passed = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => {});
