import { createDynamoDbClient } from '../adapters/secondary/dynamodb/client.ts';
import { createDynamoDbProductRepository } from '../adapters/secondary/dynamodb/product-repository.ts';
import { createApplication, type Application } from '../application/application.ts';
import type { Environment } from './environment.ts';
import { randomId, sha256, systemClock } from './system.ts';

/** The application as it runs in both functions, and on the laptop with a client for another endpoint. */
export const createCatalogue = (
  { tableName, catalogueShards }: Pick<Environment, 'tableName' | 'catalogueShards'>,
  client = createDynamoDbClient(),
  clock = systemClock,
  timeLeft = (): number => Infinity,
): Application =>
  createApplication({
    products: createDynamoDbProductRepository({ client, tableName, catalogueShards, newId: randomId, timeLeft }),
    clock,
    newId: randomId,
    fingerprint: sha256,
  });
