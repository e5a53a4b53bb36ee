import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { createGraphqlHandler } from '../../../src/adapters/primary/graphql/handler.ts';
import { createRestHandler } from '../../../src/adapters/primary/rest/handler.ts';
import { createDynamoDbProductRepository } from '../../../src/adapters/secondary/dynamodb/product-repository.ts';
import { createApplication, type Ports } from '../../../src/application/application.ts';
import { createLambda, type Invoke } from '../../../src/local/lambda.ts';
import { createInvocationTime } from '../../../src/main/invocation-time.ts';
import { lambdaHandler } from '../../../src/main/lambda-handler.ts';
import type { Log } from '../../../src/main/log.ts';
import { randomId, sha256, systemClock } from '../../../src/main/system.ts';
import { graphqlEvent } from '../graphql-event.ts';
import type { ProductsApi } from '../products-api.ts';
import { restEvent, writerArn } from '../rest-event.ts';
import { graphqlApi } from '../ways-in/graphql-api.ts';
import { restApi } from '../ways-in/rest-api.ts';

export const doorNames = ['rest', 'graphql'] as const;
export type DoorName = (typeof doorNames)[number];

/** Both doors as they are deployed, in front of one store. */
export type Doors = Readonly<Record<DoorName, ProductsApi>>;

export interface DoorSettings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly catalogueShards?: number;
  /** What Lambda gives an invocation, in milliseconds; it bounds the deadline. */
  readonly functionTimeout?: number;
  readonly log?: Log;
  /** Replaces what the application needs from outside, to see whether a mistake there is found. */
  readonly alter?: (ports: Ports) => Ports;
}

/** Both doors over the handlers that are deployed: events in, answers out. */
export const openDoors = (settings: DoorSettings): Doors => {
  const { client, tableName, catalogueShards = 1, functionTimeout: timeoutMs = 10_000, log = () => {} } = settings;
  const time = createInvocationTime();
  const products = createDynamoDbProductRepository({
    client,
    tableName,
    catalogueShards,
    newId: randomId,
    timeLeft: time.left,
  });
  const ports: Ports = { products, clock: systemClock, newId: randomId, fingerprint: sha256 };
  const application = createApplication(settings.alter?.(ports) ?? ports);
  const rest = lambdaHandler(createRestHandler(application), log, time);
  const graphql = lambdaHandler(createGraphqlHandler(application), log, time);
  return {
    rest: restDoor(createLambda({ functionName: 'rest', handler: rest, timeoutMs })),
    graphql: graphqlDoor(createLambda({ functionName: 'graphql', handler: graphql, timeoutMs })),
  };
};

const proxyResult = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const restDoor = (invoke: Invoke): ProductsApi =>
  restApi(async ({ method, id, query = {}, headers = {}, body }) => {
    const event = restEvent({
      method,
      headers,
      body,
      userArn: writerArn,
      ...(id === undefined ? {} : { id }),
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    });
    const answer = proxyResult.parse(await payloadOf(invoke, event));
    if (answer.statusCode === 503 && answer.headers['Retry-After'] === undefined) {
      throw new Error('A 503 does not say when to try again.');
    }
    const named = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { status: answer.statusCode, headers: Object.fromEntries(named), body: answer.body };
  });

const resolverResult = z.union([
  z.object({ data: z.unknown() }),
  z.object({ error: z.object({ type: z.string(), message: z.string(), info: z.unknown() }) }),
]);

const graphqlDoor = (invoke: Invoke): ProductsApi =>
  graphqlApi(async ({ field, args }) => {
    const answer = resolverResult.parse(await payloadOf(invoke, graphqlEvent(field, args)));
    if ('data' in answer) return answer;
    const { type, message, info } = answer.error;
    return { errorType: type, message, errorInfo: info };
  });

const payloadOf = async (invoke: Invoke, event: unknown): Promise<unknown> => {
  const invocation = await invoke(event);
  if ('error' in invocation) throw new Error(`The function failed: ${invocation.error.message}`);
  return invocation.payload;
};
