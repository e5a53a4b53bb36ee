import { writeSync } from 'node:fs';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createGraphqlHandler } from '../../../src/adapters/primary/graphql/handler.ts';
import { createRestHandler } from '../../../src/adapters/primary/rest/handler.ts';
import { createDynamoDbClient } from '../../../src/adapters/secondary/dynamodb/client.ts';
import { createCatalogue } from '../../../src/main/catalogue.ts';
import { lambdaHandler } from '../../../src/main/lambda-handler.ts';
import { standardOutput } from '../../../src/main/log.ts';
import { median } from '../measure/statistics.ts';
import { item } from '../stub/items.ts';
import { calls, context, operations, type Operation } from './calls.ts';

/*
 * `node own.js`: the CPU of what is ours around the client, the log line included, in microseconds for each operation at
 * each door: the same functions on a client that answers at once, less that client's call by itself. What we put into the
 * client, how it repeats and that it takes no broken answer, is part of the client's call here, and of the function in
 * worker.cjs. And, as `json`, what of it is only to encode the answer of the REST door.
 */
const endpoint = 'https://localhost';
const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };

const product = (n = 1) => unmarshall(item(n));
const page = (length: number) => ({ Items: Array.from({ length }, (_, n) => product(n)), Count: length });

const answers: Readonly<Record<Operation, unknown>> = {
  get: { Item: product() },
  create: {},
  update: { Attributes: product() },
  delete: { Attributes: product() },
  list: page(20),
  'list of 100': page(100),
};

/** The command that asks for the same; one that is never sent costs the same whatever is in it. */
const commands: Readonly<Record<Operation, () => unknown>> = {
  get: () => new GetCommand({ TableName: 'products', Key: {} }),
  create: () => new PutCommand({ TableName: 'products', Item: {} }),
  update: () => new UpdateCommand({ TableName: 'products', Key: {} }),
  delete: () => new UpdateCommand({ TableName: 'products', Key: {} }),
  list: () => new QueryCommand({ TableName: 'products' }),
  'list of 100': () => new QueryCommand({ TableName: 'products' }),
};

/** The median over blocks, so that neither a collection of garbage nor a late optimisation decides. */
const costOf = async (call: () => Promise<unknown>): Promise<number> => {
  const samples: number[] = [];
  for (let block = 0; block < 60; block++) {
    const begun = process.cpuUsage();
    for (let n = 0; n < 500; n++) await call();
    const { user, system } = process.cpuUsage(begun);
    if (block >= 20) samples.push((user + system) / 500);
  }
  return median(samples);
};

const measure = async (): Promise<Record<string, Record<string, number>>> => {
  const client = createDynamoDbClient({ endpoint, region: 'us-east-1', credentials });
  const catalogue = createCatalogue({ tableName: 'products', catalogueShards: 1 }, client);
  const rest = lambdaHandler(createRestHandler(catalogue), standardOutput);
  const graphql = lambdaHandler(createGraphqlHandler(catalogue), standardOutput);
  const costs: Record<string, Record<string, number>> = { rest: {}, graphql: {}, json: {} };
  for (const operation of operations) {
    const send = async (_command: unknown): Promise<unknown> => answers[operation];
    Object.assign(client, { send });
    const ofTheCall = await costOf(() => send(commands[operation]()));
    const addedBy = async (call: () => Promise<unknown>) => ({ [operation]: (await costOf(call)) - ofTheCall });
    Object.assign(costs['rest'] ?? {}, await addedBy(() => rest(calls.rest[operation], context)));
    Object.assign(costs['graphql'] ?? {}, await addedBy(() => graphql(calls.graphql[operation], context)));
    const { body } = await rest(calls.rest[operation], context);
    const answer: unknown = body === '' ? undefined : JSON.parse(body);
    const encoding = (await costOf(async () => JSON.stringify(answer))) - (await costOf(async () => {}));
    Object.assign(costs['json'] ?? {}, { [operation]: encoding });
  }
  return costs;
};

void measure().then((costs) => {
  writeSync(3, JSON.stringify(costs));
  process.exit();
});
