import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
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
  /** What follows a sequence number, or all from the beginning of the shard: an empty page when there is no more yet. */
  read(shardId: string, after: string | null, limit: number): Promise<Page>;
}

/** Reads a DynamoDB stream, with an iterator for each shard that it keeps while the reading goes on. */
export const createStreamReader = (client: DynamoDBStreamsClient, streamArn: string): StreamReader => {
  const iterators = new Map<string, { readonly after: string | null; readonly iterator: string }>();

  const iteratorAt = async (shardId: string, after: string | null): Promise<string> => {
    const kept = iterators.get(shardId);
    if (kept?.after === after) return kept.iterator;
    const at =
      after === null
        ? { ShardIteratorType: 'TRIM_HORIZON' as const }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
    const asked = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...at });
    const { ShardIterator: iterator } = await client.send(asked).catch((thrown: unknown) => {
      // Records are kept for a day: what follows is the oldest that is left.
      if (!(thrown instanceof TrimmedDataAccessException) || after === null) throw thrown;
      return { ShardIterator: undefined };
    });
    return iterator ?? iteratorAt(shardId, null);
  };

  return {
    shards: () => describe(client, streamArn),
    async read(shardId, after, limit) {
      const iterator = await iteratorAt(shardId, after);
      // An iterator expires after 15 minutes, and is good for one page.
      iterators.delete(shardId);
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: limit }));
      const records = (page.Records ?? []).map(lambdaRecord);
      const { NextShardIterator: next } = page;
      if (next !== undefined) {
        iterators.set(shardId, { after: records.at(-1)?.dynamodb.SequenceNumber ?? after, iterator: next });
      }
      return { records, isEnd: next === undefined };
    },
  };
};

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
