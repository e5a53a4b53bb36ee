import { UpdateTableCommand, type StreamSpecification } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Endpoint } from '../../adapters/secondary/dynamodb/client.ts';
import { openStream, type OpenStream, type TableStream } from './stream.ts';
import { streamOf, streamOn } from './table.ts';

/**
 * The stream of a table in dynoxide, on while somebody reads it: with each write this engine looks through all records
 * of all streams, so that after 6,000 changes a write takes some three times as long as without.
 */
export const switchedStream = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  endpoint: Endpoint,
): Promise<TableStream> => {
  const set = (specification: StreamSpecification) =>
    client.send(new UpdateTableCommand({ TableName: tableName, StreamSpecification: specification }));
  const off = async (): Promise<void> => {
    if ((await streamOf(client, tableName)) !== null) await set({ StreamEnabled: false });
  };
  const open = async (): Promise<OpenStream> => {
    await set(streamOn);
    try {
      const opened = await openStream(client, tableName, endpoint);
      if ('missing' in opened) throw new Error(opened.missing);
      const close = async (): Promise<void> => {
        await opened.close();
        await off();
      };
      return { reader: opened.reader, close };
    } catch (cause) {
      await off();
      throw cause;
    }
  };
  // One that was read when the server was killed is still on.
  await off();
  return { open };
};
