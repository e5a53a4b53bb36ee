import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod/mini';
import { latest } from '../../../src/local/stream/latest.ts';
import { createStreamReader, type StreamReader } from '../../../src/local/stream/stream-reader.ts';
import { startJsonService, type JsonAnswer, type JsonService } from '../../support/aws/json-service.ts';

/*
 * A stream with more than one shard, which no embedded engine has: DynamoDB's answers over the wire, for the SDK's own
 * client. An iterator is `shard@number of records before it@its own number`.
 */

interface TestShard {
  readonly parent?: string;
  records: number;
  readonly open?: boolean;
}

const body = z.object({
  ShardId: z.optional(z.string()),
  ShardIteratorType: z.optional(z.string()),
  SequenceNumber: z.optional(z.string()),
  ShardIterator: z.optional(z.string()),
});

let shards: Record<string, TestShard>;
/** How many iterators there were, and how many of them have expired. */
let iterators: { made: number; expired: number };
let isDown: boolean;
/** Told of each iterator that is asked for, before it is made. */
let onIterator: () => void;
let service: JsonService;
let client: DynamoDBStreamsClient;
let reader: StreamReader;

const iteratorAt = (shardId: string, place: number): string => `${shardId}@${place}@${(iterators.made += 1)}`;

const answer = (operation: string, asked: unknown): JsonAnswer => {
  const { ShardId: id = '', ShardIteratorType: type, SequenceNumber: number, ShardIterator } = body.parse(asked);
  if (operation === 'DescribeStream') {
    const listed = Object.entries(shards).map(([ShardId, { parent: ParentShardId }]) => ({ ShardId, ParentShardId }));
    return { result: { StreamDescription: { Shards: listed } } };
  }
  if (operation === 'GetShardIterator') {
    onIterator();
    const places: Record<string, number> = { LATEST: shards[id]?.records ?? 0, TRIM_HORIZON: 0 };
    return { result: { ShardIterator: iteratorAt(id, places[type ?? ''] ?? Number(number)) } };
  }
  if (isDown) return 'hang up';
  const [shardId = '', from = '', made = ''] = ShardIterator?.split('@') ?? [];
  if (Number(made) <= iterators.expired) return { error: 'ExpiredIteratorException' };
  const { records, open = false } = shards[shardId] ?? { records: 0 };
  const left = Array.from({ length: records - Number(from) }, (_, n) => String(Number(from) + n + 1));
  const Records = left.map((SequenceNumber) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber } }));
  return { result: { Records, ...(open ? { NextShardIterator: iteratorAt(shardId, records) } : {}) } };
};

beforeEach(async () => {
  shards = {};
  iterators = { made: 0, expired: 0 };
  isDown = false;
  onIterator = () => {};
  service = await startJsonService(answer);
  client = new DynamoDBStreamsClient({ ...service.endpoint, maxAttempts: 1 });
  reader = createStreamReader(client, 'stream');
});
afterEach(async () => {
  client.destroy();
  await service.close();
});

const read = async (shardId: string, after: string | null = null): Promise<string[]> =>
  (await reader.read(shardId, after, 100)).records.map(({ dynamodb }) => dynamodb.SequenceNumber);

describe('a reader of a stream', () => {
  it('begins a shard that it skips with what is written after', async () => {
    shards = { a: { records: 2, open: true } };
    await reader.skip('a');
    shards['a'] = { records: 3, open: true };
    expect(await read('a')).toEqual(['3']);
  });

  it('goes on at the same place after a failure, though nothing was read yet', async () => {
    shards = { a: { records: 2, open: true } };
    await reader.skip('a');
    expect(await read('a')).toEqual([]);
    isDown = true;
    shards['a'] = { records: 3, open: true };
    await expect(read('a')).rejects.toThrow('socket hang up');
    isDown = false;
    expect(await read('a')).toEqual(['3']);
  });

  it('reads all of a shard when its place in it has expired before anything was read', async () => {
    shards = { a: { records: 2, open: true } };
    await reader.skip('a');
    iterators.expired = iterators.made;
    await expect(read('a')).rejects.toThrow('ExpiredIteratorException');
    expect(await read('a')).toEqual(['1', '2']);
  });

  it('goes on behind what was read when its place has expired', async () => {
    shards = { a: { records: 2, open: true } };
    expect(await read('a')).toEqual(['1', '2']);
    iterators.expired = iterators.made;
    shards['a'] = { records: 3, open: true };
    await expect(read('a', '2')).rejects.toThrow('ExpiredIteratorException');
    expect(await read('a', '2')).toEqual(['3']);
  });
});

describe('the end of a stream', () => {
  it('is the end of its open shards: those before them are finished', async () => {
    shards = { a: { records: 5 }, b: { parent: 'a', records: 2, open: true }, c: { records: 0, open: true } };
    const checkpoints = await latest(reader);
    expect(['a', 'b', 'c'].filter((id) => checkpoints.isFinished(id))).toEqual(['a']);
    shards['b'] = { parent: 'a', records: 3, open: true };
    shards['c'] = { records: 1, open: true };
    expect([await read('b'), await read('c')]).toEqual([['3'], ['1']]);
  });

  it('loses nothing of a shard that is split while it is looked for', async () => {
    shards = { a: { records: 5, open: true } };
    onIterator = () => (shards = { a: { records: 6 }, b: { parent: 'a', records: 1, open: true } });
    const checkpoints = await latest(reader);
    onIterator = () => {};
    expect([checkpoints.isFinished('a'), checkpoints.isFinished('b')]).toEqual([false, false]);
    expect(await reader.read('a', null, 100)).toEqual({ records: [], isEnd: true });
    expect(await read('b')).toEqual(['1']);
  });

  it('cannot be had of a stream that does not answer', async () => {
    await service.close();
    await expect(latest(reader)).rejects.toThrow('ECONNREFUSED');
  });
});
