import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundle, type DoorName, doorNames } from '../../infra/bundle.ts';
import { addCodeCache, lambdaFlags } from '../../infra/code-cache.ts';
import type { Principal } from '../../src/local/principals.ts';
import { headerValues } from '../../src/local/raw-request.ts';
import { createSignatureVerifier } from '../../src/local/sigv4/verifier.ts';
import { startBundledFunction, type BundledFunction } from '../support/bundled-function.ts';
import { startDynamoDbOverTls, type DynamoDbOverTls } from '../support/dynamodb-over-tls.ts';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import type { ProductsApi } from '../support/products-api.ts';
import { graphqlEventApi } from '../support/ways-in/graphql-handler.ts';
import { restEventApi } from '../support/ways-in/rest-handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'functions-'));
const hosts = ['dynamodb.eu-central-1.amazonaws.com', 'dynamodb.cn-north-1.amazonaws.com.cn'];
const flags = lambdaFlags(512);
let store: TestStore;
let dynamoDb: DynamoDbOverTls;
const started: BundledFunction[] = [];

beforeAll(async () => {
  store = await fastestEngine();
  dynamoDb = await startDynamoDbOverTls(store.endpoint, hosts);
  await Promise.all(
    doorNames.map(async (name) => {
      const { directory } = await bundle(process.cwd(), name, join(folder, 'plain'));
      const cached = join(folder, 'cached', name);
      cpSync(directory, cached, { recursive: true });
      await addCodeCache(process.cwd(), cached, { node: process.execPath, flags });
    }),
  );
});
afterAll(async () => {
  await Promise.all(started.map((one) => one.close()));
  await dynamoDb.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Who the function is. */
const role: Principal = {
  name: 'function',
  accessKeyId: 'ASIAFUNCTION00000000',
  secretAccessKey: 'secret-of-the-function',
  sessionToken: 'token-of-the-function',
  accountId: '000000000000',
  arn: 'arn:aws:sts::000000000000:assumed-role/FunctionRole/function',
  principalId: 'AROAFUNCTION:function',
  policy: [],
};

/** The environment of a function in Lambda: its role's credentials, its region, and what the stack gives it. */
const lambdaEnvironment = async () => ({
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: role.accessKeyId,
  AWS_SECRET_ACCESS_KEY: role.secretAccessKey,
  AWS_SESSION_TOKEN: role.sessionToken ?? '',
  TABLE_NAME: await store.newTable(),
  CATALOGUE_SHARDS: '2',
  NODE_EXTRA_CA_CERTS: dynamoDb.certificateFile,
});

const start = async (
  kind: string,
  name: DoorName,
  environment: Readonly<Record<string, string>>,
  port = dynamoDb.port,
) => {
  const directory = join(folder, kind, name);
  const one = await startBundledFunction({ directory, environment, port, flags });
  started.push(one);
  return one;
};

const apiOf = (name: DoorName, { invoke }: BundledFunction): ProductsApi =>
  name === 'rest'
    ? restEventApi(async (event) => restAnswer.parse(await invoke(event)))
    : graphqlEventApi(async (event) => graphqlAnswer.parse(await invoke(event)));

const restAnswer = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), body: z.string() });
const graphqlAnswer = z.union([
  z.object({ data: z.unknown() }),
  z.object({ error: z.object({ type: z.string(), message: z.string(), info: z.unknown() }) }),
]);

const valueOf = <T>(outcome: { readonly value: T } | { readonly refused: string }): T => {
  if ('refused' in outcome) throw new Error(`Refused: ${outcome.refused}.`);
  return outcome.value;
};

describe.each(['plain', 'cached'])('a %s bundle', (kind) => {
  it.each(doorNames)('takes a product through its life, over TLS: %s', async (name) => {
    const api = apiOf(name, await start(kind, name, await lambdaEnvironment()));
    const product = valueOf(await api.create({ name: 'Chair' }, { idempotencyKey: 'key' }));
    expect(await api.create({ name: 'Chair' }, { idempotencyKey: 'key' })).toEqual({ value: product });
    expect(await api.create({ name: 'Table' }, { idempotencyKey: 'key' })).toEqual({
      refused: 'IDEMPOTENCY_KEY_REUSED',
      fields: [],
    });
    expect(await api.get(product.id)).toEqual({ value: product });
    expect(valueOf(await api.update(product.id, { name: 'Stool' }, 1))).toMatchObject({ name: 'Stool', version: 2 });
    expect(await api.update(product.id, { name: 'Bench' }, 1)).toEqual({ refused: 'VERSION_MISMATCH', fields: [] });
    expect(valueOf(await api.list()).products.map(({ id }) => id)).toEqual([product.id]);
    expect(await api.delete(product.id)).toEqual({ value: 'deleted' });
    expect(await api.delete(product.id)).toEqual({ refused: 'PRODUCT_NOT_FOUND', fields: [] });
    expect(await api.get(product.id)).toEqual({ refused: 'PRODUCT_NOT_FOUND', fields: [] });
  });
});

describe('a function that dies', () => {
  it.each([
    ['as it starts', 'process.exit(3);'],
    ['in place of an answer', 'exports.handler = () => process.exit(3);'],
  ])('is not waited for: %s', async (_, script) => {
    const directory = mkdtempSync(join(folder, 'dying-'));
    writeFileSync(join(directory, 'index.js'), script);
    const invoked = startBundledFunction({ directory, environment: {}, port: 9 }).then(({ invoke }) => invoke({}));
    await expect(invoked).rejects.toThrow('ended without a message (3)');
  });
});

interface Refused {
  readonly api: ProductsApi;
  readonly refuse: () => void;
  readonly close: () => Promise<void>;
}

/** A function with a DynamoDB of its own, which refuses the next request when it is told to. */
const startRefused = async (status: number, name: string): Promise<Refused> => {
  const own = await startDynamoDbOverTls(store.endpoint, hosts);
  const environment = { ...(await lambdaEnvironment()), NODE_EXTRA_CA_CERTS: own.certificateFile };
  return {
    api: apiOf('rest', await start('plain', 'rest', environment, own.port)),
    refuse: () => own.answerNext(status, { __type: `com.amazonaws.dynamodb.v20120810#${name}` }),
    close: () => own.close(),
  };
};

/** What comes of two creations of which DynamoDB refuses the first once and the second three times. */
const outcomesOf = async ({ api, refuse, close }: Refused): Promise<unknown[]> => {
  try {
    refuse();
    const first = await api.create({ name: 'Chair' });
    for (let attempt = 0; attempt < 3; attempt++) refuse();
    return [first, await api.create({ name: 'Chair' })];
  } finally {
    await close();
  }
};

describe('a bundle', () => {
  it("asks its region's DynamoDB, signed as the role of the function", async () => {
    const environment = await lambdaEnvironment();
    const before = dynamoDb.requests.length;
    await apiOf('rest', await start('plain', 'rest', environment)).create({ name: 'Chair' });
    const chinese = { ...environment, AWS_REGION: 'cn-north-1' };
    await apiOf('rest', await start('plain', 'rest', chinese)).create({ name: 'Chair' });
    const requests = dynamoDb.requests.slice(before);
    expect(requests.map((request) => headerValues(request, 'host'))).toEqual(hosts.map((host) => [host]));
    for (const [n, region] of ['eu-central-1', 'cn-north-1'].entries()) {
      const verify = createSignatureVerifier({ principals: [role], region, service: 'dynamodb' });
      const [request] = requests.slice(n);
      expect(request && verify(request)).toEqual({ principal: role });
      expect(request && headerValues(request, 'x-amz-target')).toEqual(['DynamoDB_20120810.PutItem']);
      expect(request && headerValues(request, 'user-agent').join()).toMatch(/^aws-sdk-js\/\d+\.\d+\.\d+ .*md\/nodejs#/);
    }
  });

  it('asks the DynamoDB at AWS_ENDPOINT_URL_DYNAMODB where there is one', async () => {
    const environment = { ...(await lambdaEnvironment()), AWS_ENDPOINT_URL_DYNAMODB: store.endpoint };
    const before = dynamoDb.requests.length;
    const api = apiOf('graphql', await start('plain', 'graphql', environment));
    expect(valueOf(await api.create({ name: 'Chair' }))).toMatchObject({ name: 'Chair' });
    expect(dynamoDb.requests).toHaveLength(before);
  });

  it('asks again after a refusal that may pass, and gives up in the end', async () => {
    const refusals: [status: number, name: string][] = [
      [400, 'ProvisionedThroughputExceededException'],
      [400, 'ThrottlingException'],
      [400, 'ReplicatedWriteConflictException'],
      [500, 'InternalServerError'],
    ];
    // All have started before the first waits for an answer, and then they wait side by side.
    const functions = await Promise.all(refusals.map((refusal) => startRefused(...refusal)));
    const outcomes = await Promise.all(functions.map(outcomesOf));
    const product = expect.objectContaining({ name: 'Chair', version: 1 });
    const expected = [{ value: product }, { refused: 'SERVICE_UNAVAILABLE', fields: [] }];
    const named = (all: readonly unknown[]) => Object.fromEntries(refusals.map(([, name], n) => [name, all[n]]));
    expect(named(outcomes)).toEqual(named(refusals.map(() => expected)));
  });

  it('tells a fault of the deployment from an outage', async () => {
    const api = apiOf('rest', await start('plain', 'rest', await lambdaEnvironment()));
    dynamoDb.answerNext(400, { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'not allowed' });
    expect(await api.create({ name: 'Chair' })).toEqual({ refused: 'INTERNAL', fields: [] });
  });
});
