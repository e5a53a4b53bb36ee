import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Endpoint } from '../../adapters/secondary/dynamodb/client.ts';
import { createStreamReader, type StreamReader } from '../stream/stream-reader.ts';
import { streamOf } from './table.ts';

/** The stream of a table, or why there is none. */
export type TableStream = { readonly reader: StreamReader; close(): void } | { readonly missing: string };

/** Opens the stream of a table: whether it answers, too, but nothing of it is read. */
export const openStream = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  endpoint: Endpoint,
): Promise<TableStream> => {
  const streamArn = await streamOf(client, tableName);
  if (streamArn === null) return { missing: `table '${tableName}' has no stream` };
  const streams = new DynamoDBStreamsClient({ ...endpoint, maxAttempts: 3 });
  const reader = createStreamReader(streams, streamArn);
  try {
    await reader.shards();
  } catch (cause) {
    streams.destroy();
    return { missing: `the stream of table '${tableName}' does not answer (${String(cause)})` };
  }
  return { reader, close: () => streams.destroy() };
};
