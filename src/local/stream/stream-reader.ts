import {
  DescribeStreamCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
  type GetShardIteratorCommandInput,
} from '@aws-sdk/client-dynamodb-streams';
import { lambdaRecord, type LambdaRecord } from '../../main/redrive/lambda-record.ts';

/** A part of a stream with an order of its own; its parent holds what came before. */
export interface Shard {
  readonly id: string;
  readonly parent: string | null;
}

export interface Page {
  /** As Lambda hands them to a function. */
  readonly records: readonly LambdaRecord[];
  /** The shard is closed and this is its last page. */
  readonly isEnd: boolean;
}

export interface StreamReader {
  shards(): Promise<readonly Shard[]>;
  /** Takes the end of a shard, as it is before this resolves, for its beginning. */
  skip(shardId: string): Promise<void>;
  /** What follows a sequence number, or all from the beginning of the shard: an empty page when there is no more yet. */
  read(shardId: string, after: string | null, limit: number): Promise<Page>;
}

/** Reads a DynamoDB stream, with an iterator for each shard that it keeps while the reading goes on. */
export const createStreamReader = (client: DynamoDBStreamsClient, streamArn: string): StreamReader => {
  const iterators = new Map<string, { readonly after: string | null; readonly iterator: string }>();

  const iteratorOf = async (shardId: string, at: Place): Promise<string | undefined> => {
    const asked = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...at });
    return (await client.send(asked)).ShardIterator;
  };

  const iteratorAt = async (shardId: string, after: string | null): Promise<string> => {
    const kept = iterators.get(shardId);
    if (kept?.after === after) return kept.iterator;
    const at: Place =
      after === null
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const iterator = await iteratorOf(shardId, at).catch((thrown: unknown) => {
      // Records are kept for a day: what follows is the oldest that is left.
      if (!(thrown instanceof TrimmedDataAccessException) || after === null) throw thrown;
      return undefined;
    });
    return iterator ?? iteratorAt(shardId, null);
  };

  return {
    shards: () => describe(client, streamArn),
    async skip(shardId) {
      // The place is fixed by this request, not by the first that reads from there.
      const iterator = await iteratorOf(shardId, { ShardIteratorType: 'LATEST' });
      if (iterator === undefined) throw new Error(`The stream has no iterator for the end of ${shardId}.`);
      iterators.set(shardId, { after: null, iterator });
    },
    async read(shardId, after, limit) {
      const iterator = await iteratorAt(shardId, after);
      const asked = new GetRecordsCommand({ ShardIterator: iterator, Limit: limit });
      const page = await client.send(asked).catch((thrown: unknown) => {
        // As long as nothing was read of a shard, its iterator alone knows where to begin.
        if (after !== null || isOver(thrown)) iterators.delete(shardId);
        throw thrown;
      });
      iterators.delete(shardId);
      const records = (page.Records ?? []).map(lambdaRecord);
      const { NextShardIterator: next } = page;
      if (next !== undefined) {
        iterators.set(shardId, { after: records.at(-1)?.dynamodb.SequenceNumber ?? after, iterator: next });
      }
      return { records, isEnd: next === undefined };
    },
  };
};

type Place = Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'SequenceNumber'>;

/**
 * An iterator is good for 15 minutes, and for records of a day. Where nothing was read before it is over, after a long
 * outage, all of the shard is read: rather too much than too little.
 */
const isOver = (thrown: unknown): boolean =>
  thrown instanceof ExpiredIteratorException || thrown instanceof TrimmedDataAccessException;

const describe = async (client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> => {
  const shards: Shard[] = [];
  let start: string | undefined;
  do {
    const command = new DescribeStreamCommand({
      StreamArn: streamArn,
      ...(start === undefined ? {} : { ExclusiveStartShardId: start }),
    });
    const { StreamDescription: description } = await client.send(command);
    for (const { ShardId: id = '', ParentShardId: parent = null } of description?.Shards ?? [])
      shards.push({ id, parent });
    start = description?.LastEvaluatedShardId;
  } while (start !== undefined);
  return shards;
};
