import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Endpoint } from '../../adapters/secondary/dynamodb/client.ts';
import { createStreamReader, type StreamReader } from '../stream/stream-reader.ts';
import { streamOf } from './table.ts';

/** A stream that is being read, or could be. */
export interface OpenStream {
  readonly reader: StreamReader;
  close(): Promise<void>;
}

export interface Missing {
  /** Why there is none. */
  readonly missing: string;
}

/** The stream of a table, opened once for each time that it is read, or why there is none. */
export type TableStream = { open(): Promise<OpenStream> } | Missing;

/** In milliseconds; three attempts end before clients of AppSync give a `start_ack` up, after 15 s. */
const patience = 4_000;

/** Opens the stream of a table: whether it answers, too, but nothing of it is read. */
export const openStream = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  endpoint: Endpoint,
  requestTimeout = patience,
): Promise<OpenStream | Missing> => {
  const streamArn = await streamOf(client, tableName);
  if (streamArn === null) return { missing: `table '${tableName}' has no stream` };
  const streams = new DynamoDBStreamsClient({
    ...endpoint,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: requestTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  const reader = createStreamReader(streams, streamArn);
  try {
    await reader.shards();
  } catch (cause) {
    streams.destroy();
    return { missing: `the stream of table '${tableName}' does not answer (${String(cause)})` };
  }
  return { reader, close: async () => streams.destroy() };
};

/** A stream that stays open, whether or not somebody reads it. */
export const alwaysOpen = (stream: OpenStream | Missing): TableStream =>
  'missing' in stream ? stream : { open: async () => ({ reader: stream.reader, close: async () => {} }) };
