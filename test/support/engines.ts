import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbClient } from '../../src/adapters/secondary/dynamodb/client.ts';
import { startDynalite } from '../../src/local/store/dynalite.ts';
import { dynoxidePath, startDynoxide } from '../../src/local/store/dynoxide.ts';
import type { Engine } from '../../src/local/store/engine.ts';
import { openStream, type Missing, type OpenStream } from '../../src/local/store/stream.ts';
import { ensureTable } from '../../src/local/store/table.ts';

/** A DynamoDB for tests: each table starts empty and has a name of its own. */
export interface TestStore {
  readonly endpoint: string;
  readonly client: DynamoDBDocumentClient;
  newTable(withStream?: boolean): Promise<string>;
  streamOf(tableName: string): Promise<OpenStream | Missing>;
  close(): Promise<void>;
}

const dynoxide = dynoxidePath();
const external = process.env['AWS_ENDPOINT_URL_DYNAMODB'];

/** The engines that this machine has, by name, and the one that AWS_ENDPOINT_URL_DYNAMODB names. */
export const engines: Readonly<Record<string, () => Promise<TestStore>>> = {
  dynalite: () => startDynalite().then(testStore),
  ...(dynoxide === null ? {} : { dynoxide: () => startDynoxide(dynoxide, null).then(testStore) }),
  ...(external === undefined
    ? {}
    : { AWS_ENDPOINT_URL_DYNAMODB: async () => testStore({ endpoint: external, close: async () => {} }) }),
};

/** The engine that the local server would take. */
export const fastestEngine = (): Promise<TestStore> =>
  (engines['dynoxide'] ?? engines['dynalite'])?.() ?? Promise.reject(new Error('No engine.'));

const testStore = (engine: Pick<Engine, 'endpoint' | 'close'>): TestStore => {
  const credentials = {
    accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'local',
    secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'local',
  };
  const at = { endpoint: engine.endpoint, region: 'us-east-1', credentials };
  const client = createDynamoDbClient(at);
  return {
    endpoint: engine.endpoint,
    client,
    newTable: async (withStream) => {
      const tableName = `products-${randomUUID()}`;
      await ensureTable(client, tableName, withStream);
      return tableName;
    },
    streamOf: (tableName) => openStream(client, tableName, at),
    close: async () => {
      client.destroy();
      await engine.close();
    },
  };
};
