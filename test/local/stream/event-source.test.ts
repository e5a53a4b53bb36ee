import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileCheckpoints, memoryCheckpoints, type Checkpoints } from '../../../src/local/stream/checkpoints.ts';
import { startEventSource, type EventSourceOptions } from '../../../src/local/stream/event-source.ts';
import type { StreamReader } from '../../../src/local/stream/stream-reader.ts';
import type { LambdaRecord } from '../../../src/main/redrive/lambda-record.ts';
import { until } from '../../support/until.ts';

/** A stream whose shards are written by the test: record `a1` is the first of shard `a`. */
const testStream = (shards: Record<string, { parent?: string; records: number; open?: boolean }>) => {
  const reads: string[] = [];
  const reader: StreamReader = {
    skip: () => Promise.reject(new Error('There is nothing to skip.')),
    shards: async () => Object.entries(shards).map(([id, { parent = null }]) => ({ id, parent })),
    read: async (id, after, limit) => {
      reads.push(id);
      const { records, open = false } = shards[id] ?? { records: 0 };
      const from = after === null ? 0 : Number(after.slice(1));
      const numbers = Array.from({ length: Math.min(limit, records - from) }, (_, n) => `${id}${from + n + 1}`);
      return { records: numbers.map(recordOf), isEnd: !open && from + numbers.length === records };
    },
  };
  return { reader, reads };
};
const recordOf = (SequenceNumber: string): LambdaRecord => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber, ApproximateCreationDateTime: 0 },
});

const start = (reader: StreamReader, checkpoints: Checkpoints, options: Partial<EventSourceOptions> = {}) => {
  const given: string[] = [];
  const lost: string[] = [];
  const errors: unknown[] = [];
  const source = startEventSource({
    reader,
    checkpoints,
    batchSize: 2,
    retryAttempts: 0,
    pollInterval: 1,
    invoke: async (event) => {
      const { Records }: { Records: LambdaRecord[] } = JSON.parse(JSON.stringify(event));
      given.push(...Records.map(({ dynamodb }) => dynamodb.SequenceNumber));
      return { payload: null };
    },
    onFailure: async (shardId, records) => {
      lost.push(...records.map(({ dynamodb }) => `${shardId}:${dynamodb.SequenceNumber}`));
    },
    onError: (cause) => errors.push(cause),
    ...options,
  });
  return { ...source, given, lost, errors };
};

describe('an event source', () => {
  it('reads each shard in order, a child only after all of its parent', async () => {
    const { reader } = testStream({
      b: { parent: 'a', records: 3 },
      c: { parent: 'a', records: 1 },
      a: { records: 5 },
      d: { parent: 'b', records: 1 },
    });
    const source = start(reader, memoryCheckpoints());
    await until(() => source.given.length === 10);
    await source.close();
    const at = (number: string): number => source.given.indexOf(number);
    for (const shard of ['a', 'b']) {
      const ofShard = source.given.filter((number) => number.startsWith(shard));
      expect(ofShard).toEqual(ofShard.toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1))));
    }
    for (const [before, after] of [
      ['a5', 'b1'],
      ['a5', 'c1'],
      ['b3', 'd1'],
    ]) {
      expect(at(before ?? '')).toBeLessThan(at(after ?? ''));
    }
  });

  it('reads a shard whose parent the stream has forgotten', async () => {
    const source = start(testStream({ b: { parent: 'a', records: 1 } }).reader, memoryCheckpoints());
    await until(() => source.given.length === 1);
    await source.close();
  });

  it('does not wait with one shard for another that fails', async () => {
    const { reader } = testStream({ a: { records: 1 }, b: { records: 4, open: true } });
    const given: string[] = [];
    const source = start(reader, memoryCheckpoints(), {
      retryAttempts: 1000,
      invoke: async (event) => {
        const text = JSON.stringify(event);
        if (text.includes('"a1"')) return { error: { type: 'Error', message: 'no way' } };
        given.push(...(text.match(/b\d/g) ?? []));
        return { payload: null };
      },
    });
    await until(() => given.length === 4);
    await source.close();
    expect(given).toEqual(['b1', 'b2', 'b3', 'b4']);
  });

  it('gives a batch up after its retries, names its shard, and goes on', async () => {
    const { reader } = testStream({ a: { records: 4 } });
    const source = start(reader, memoryCheckpoints(), {
      invoke: async (event) =>
        JSON.stringify(event).includes('"a2"') ? { error: { type: 'Error', message: '' } } : { payload: null },
    });
    await until(() => source.lost.length > 0);
    await source.close();
    expect(source.lost).toEqual(['a:a2']);
  });

  it('reads on after an error, which it tells', async () => {
    const { reader } = testStream({ a: { records: 1 } });
    let failures = 0;
    const flaky: StreamReader = {
      ...reader,
      read: (...args) => (failures++ === 0 ? Promise.reject(new Error('no answer')) : reader.read(...args)),
    };
    const source = start(flaky, memoryCheckpoints());
    await until(() => source.given.length === 1);
    await source.close();
    expect(source.errors).toEqual([new Error('no answer')]);
  });

  it('ends while a batch waits for its next retry, and gives it again when it comes back', async () => {
    const { reader, reads } = testStream({ a: { records: 3 } });
    const checkpoints = memoryCheckpoints();
    const failing = start(reader, checkpoints, {
      retryAttempts: 1000,
      invoke: async () => ({ error: { type: 'Error', message: '' } }),
    });
    await until(() => reads.length === 1);
    await failing.close();
    const again = start(reader, checkpoints);
    await until(() => again.given.length === 3);
    await again.close();
    expect(again.given).toEqual(['a1', 'a2', 'a3']);
  });
});

describe('checkpoints in a file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'product-catalogue-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are where the last process has left them', () => {
    const path = join(folder, 'stream.json');
    const first = fileCheckpoints(path);
    first.advance('a', '1');
    first.advance('a', '2');
    first.finish('b');
    const again = fileCheckpoints(path);
    expect([again.after('a'), again.after('b'), again.isFinished('a'), again.isFinished('b')]).toEqual([
      '2',
      null,
      false,
      true,
    ]);
  });

  it('begin anew when they cannot be read', () => {
    const path = join(folder, 'stream.json');
    writeFileSync(path, '{"after"');
    expect(fileCheckpoints(path).after('a')).toBeNull();
  });
});
