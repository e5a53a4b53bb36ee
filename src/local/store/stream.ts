import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Endpoint } from '../../adapters/secondary/dynamodb/client.ts';
import { fileCheckpoints, memoryCheckpoints, type Checkpoints } from '../stream/checkpoints.ts';
import { createStreamReader, type StreamReader } from '../stream/stream-reader.ts';
import { streamOf } from './table.ts';

/** The stream of a table and how far it was handled, or why there is none. */
export type TableStream =
  | { readonly reader: StreamReader; readonly checkpoints: Checkpoints; close(): void }
  | { readonly missing: string };

/**
 * Opens the stream of a table.
 * @param folder keeps how far it was handled, for as long as the data; null where both are in memory
 */
export const openStream = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  endpoint: Endpoint,
  folder: string | null,
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
  const checkpoints = folder === null ? memoryCheckpoints() : fileCheckpoints(join(folder, 'stream.json'));
  return { reader, checkpoints, close: () => streams.destroy() };
};
