import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ResourceNotFoundException,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
  type GetRecordsCommandOutput,
} from '@aws-sdk/client-dynamodb-streams';
import { lambdaRecord, type LambdaRecord } from './lambda-record.ts';
import type { Range } from './letters.ts';

/** The records of a range of a shard, both ends included; null when the stream has forgotten any of them. */
export const readRange = async (client: DynamoDBStreamsClient, range: Range): Promise<LambdaRecord[] | null> => {
  try {
    return await recordsOf(client, range);
  } catch (thrown) {
    if (isForgotten(thrown)) return null;
    throw thrown;
  }
};

/** A stream forgets records one after the other, perhaps while they are read, and in the end the whole shard. */
const isForgotten = (thrown: unknown): boolean =>
  thrown instanceof TrimmedDataAccessException || thrown instanceof ResourceNotFoundException;

const recordsOf = async (client: DynamoDBStreamsClient, range: Range): Promise<LambdaRecord[]> => {
  const records: LambdaRecord[] = [];
  const end = BigInt(range.endSequenceNumber);
  let iterator = await iteratorAt(client, range);
  while (iterator !== undefined) {
    const page: GetRecordsCommandOutput = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    const found = (page.Records ?? []).map(lambdaRecord);
    records.push(...found.filter(({ dynamodb }) => BigInt(dynamodb.SequenceNumber) <= end));
    const last = found.at(-1);
    if (last !== undefined && BigInt(last.dynamodb.SequenceNumber) >= end) return records;
    iterator = page.NextShardIterator;
  }
  throw new Error('The stream ended before the last of them.');
};

const iteratorAt = async (client: DynamoDBStreamsClient, range: Range): Promise<string | undefined> => {
  const { ShardIterator: iterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn: range.streamArn,
      ShardId: range.shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: range.startSequenceNumber,
    }),
  );
  return iterator;
};
