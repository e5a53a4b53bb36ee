import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { createDynamoDbClient, type Endpoint } from '../../adapters/secondary/dynamodb/client.ts';
import { UserError } from '../user-error.ts';
import { startDynalite } from './dynalite.ts';
import { dynoxidePath, startDynoxide } from './dynoxide.ts';
import type { Engine } from './engine.ts';
import { alwaysOpen, openStream, type TableStream } from './stream.ts';
import { switchedStream } from './switched-stream.ts';
import { ensureTable } from './table.ts';

export interface StoreSettings {
  readonly tableName: string;
  /** Of the embedded one. */
  readonly region: string;
  /** Keeps the data in this folder; null keeps it in memory. */
  readonly folder: string | null;
  /** Uses the DynamoDB at this address in place of an embedded one. */
  readonly external: Endpoint | null;
}

export interface Store {
  /** What keeps the products, in a few words for the banner. */
  readonly description: string;
  readonly client: DynamoDBDocumentClient;
  readonly stream: TableStream;
  /** Resolves when an embedded DynamoDB has ended, told to or not; one elsewhere may come back. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const anyKeys = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Starts or finds a DynamoDB that has the table. */
export const openStore = async (settings: StoreSettings, findDynoxide = dynoxidePath): Promise<Store> => {
  const { tableName, region, folder, external } = settings;
  if (external !== null) {
    const client = createDynamoDbClient(external);
    await ensureTable(client, tableName).catch((cause: unknown) => {
      throw cause instanceof UserError ? cause : unusable(external, tableName, cause);
    });
    const stream = await openStream(client, tableName, external);
    return {
      description: `table '${tableName}' at ${external.endpoint}`,
      client,
      stream: alwaysOpen(stream),
      ended: new Promise(() => {}),
      close: async () => {
        client.destroy();
        if ('close' in stream) await stream.close();
      },
    };
  }
  const engine = await startEngine(findDynoxide(), folder);
  const at = { endpoint: engine.endpoint, region, credentials: anyKeys };
  const client = createDynamoDbClient(at);
  await ensureTable(client, tableName, false);
  const stream = engine.name === 'dynalite' ? noStream : await switchedStream(client, tableName, at);
  const kept = folder === null ? 'in memory, gone when the server stops' : `kept in '${folder}'`;
  return {
    description: `${engine.name}, ${kept}`,
    client,
    stream,
    ended: engine.ended,
    close: async () => {
      client.destroy();
      await engine.close();
    },
  };
};

const refusal = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) });

const unusable = ({ endpoint, region }: Endpoint, tableName: string, cause: unknown): UserError => {
  const [fault, remedy] = refusal.safeParse(cause).success
    ? [`refused table '${tableName}' in ${region}`, 'mend that, for instance the keys or AWS_REGION in the environment']
    : ['does not answer', 'start it'];
  return new UserError(
    `The DynamoDB at AWS_ENDPOINT_URL_DYNAMODB (${endpoint}) ${fault} (${String(cause)}): ${remedy}, or unset the variable to use the embedded one.`,
  );
};

const noStream: TableStream = { missing: 'dynalite has no streams; dynoxide has, on Linux on x64' };

const startEngine = async (dynoxide: string | null, folder: string | null): Promise<Engine> => {
  if (dynoxide !== null) return startDynoxide(dynoxide, folder);
  if (folder === null) return startDynalite();
  throw new UserError(
    '--data needs the dynoxide engine, which exists for Linux on x64 only: leave --data out, or name a DynamoDB Local in AWS_ENDPOINT_URL_DYNAMODB.',
  );
};
