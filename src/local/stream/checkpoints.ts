import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** How far each shard of a stream is handled. */
export interface Checkpoints {
  /** The sequence number of the last record handled, null when there is none. */
  after(shardId: string): string | null;
  isFinished(shardId: string): boolean;
  advance(shardId: string, sequenceNumber: string): void;
  finish(shardId: string): void;
}

const shape = z.object({ after: z.record(z.string(), z.string()), finished: z.array(z.string()) });
type State = z.infer<typeof shape>;

/** For as long as one reading goes on. */
export const memoryCheckpoints = (): Checkpoints => checkpoints({ after: {}, finished: [] }, () => {});

/** In a file: nothing that was handled before a crash comes again, but for the batch at hand. */
export const fileCheckpoints = (path: string): Checkpoints =>
  checkpoints(stateIn(path), (state) => {
    // Never half a file, whenever the process is killed.
    writeFileSync(`${path}.tmp`, JSON.stringify(state));
    renameSync(`${path}.tmp`, path);
  });

const stateIn = (path: string): State => {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // None yet, or none that can be read: events then come once more, which is better than not at all.
    return { after: {}, finished: [] };
  }
};

const checkpoints = (initial: State, save: (state: State) => void): Checkpoints => {
  let state = initial;
  const change = (changed: State): void => {
    state = changed;
    save(state);
  };
  return {
    after: (shardId) => state.after[shardId] ?? null,
    isFinished: (shardId) => state.finished.includes(shardId),
    advance: (shardId, sequenceNumber) => change({ ...state, after: { ...state.after, [shardId]: sequenceNumber } }),
    finish: (shardId) => change({ ...state, finished: [...state.finished, shardId] }),
  };
};
