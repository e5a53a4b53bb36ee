import { readFileSync } from 'node:fs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbClient } from '../../../src/adapters/secondary/dynamodb/client.ts';
import { newItem } from '../../../src/adapters/secondary/dynamodb/product-item.ts';
import { newProduct } from '../../../src/domain/product.ts';
import { randomId } from '../../../src/main/system.ts';
import { fastestEngine } from '../../support/engines.ts';
import { addressOf, startProcess } from '../../support/server-process.ts';
import { alternate } from '../measure/alternate.ts';
import { progress } from '../measure/progress.ts';
import { median, round, valueOf } from '../measure/statistics.ts';
import type { Call } from './connection.ts';
import { callsInTurn, load } from './load.ts';
import { signedCall } from './signed-call.ts';

/** The local server on its embedded store, and another such store asked directly by the SDK with the same concurrency. */
export interface WithStore {
  /** Requests a second, half reads and half creations. */
  readonly served: number;
  readonly direct: number;
  readonly saturation: {
    readonly seconds: number;
    readonly answers: number;
    readonly errors: number;
    /** Resident memory in MiB after the first fifth and at the end. */
    readonly rssEarly: number;
    readonly rssLate: number;
  };
}

const connections = 16;
const content = { name: 'Chair', description: 'A chair to sit on, made of oak' };

export const serverWithStore = async (rounds: number, seconds: number, saturation: number): Promise<WithStore> => {
  const store = await fastestEngine();
  const server = startProcess(['--json', '--port', '0']);
  const { rest, principals } = await addressOf(server);
  const calls = await readAndCreate(rest, valueOf(principals, 'writer'));
  try {
    const direct = await directWork(store.endpoint, await store.newTable(false));
    const samples = await alternate('Local server on its store', rounds, {
      served: () => connected(calls, (work) => perSecond(work, seconds)),
      direct: () => perSecond(direct, seconds),
    });
    return {
      served: round(median(valueOf(samples, 'served')), 0),
      direct: round(median(valueOf(samples, 'direct')), 0),
      saturation: await connected(calls, (work) => saturate(work, server.child.pid ?? 0, saturation)),
    };
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await store.close();
  }
};

type Work = (connection: number) => Promise<boolean>;

/** On connections of its own, as the server closes one that was not used for 5 s. */
const connected = async <T>(calls: readonly Call[], run: (work: Work) => Promise<T>): Promise<T> => {
  const { work, end } = callsInTurn(calls, connections);
  return run(work).finally(end);
};

const perSecond = async (work: Work, seconds: number): Promise<number> => {
  const result = await load(work, connections, seconds);
  if (result.errors > 0) throw new Error(`${result.errors} of ${result.answers + result.errors} calls failed.`);
  return result.perSecond;
};

type Keys = Parameters<typeof signedCall>[0];

/** One product read again and again, and as many new ones. */
const readAndCreate = async (rest: string, keys: Keys): Promise<Call[]> => {
  const headers = { 'Content-Type': 'application/json' };
  const create: Call = { method: 'POST', url: `${rest}/products`, headers, body: JSON.stringify(content) };
  const signed = await signedCall(keys, create);
  const { method, body } = signed;
  const made = await fetch(signed.url, { method, headers: signed.headers, ...(body === undefined ? {} : { body }) });
  const location = made.headers.get('location');
  if (location === null) throw new Error(`The server answered ${made.status}: ${await made.text()}`);
  const url = new URL(location, rest).href;
  return [await signedCall(keys, { method: 'GET', url, headers: { Accept: '*/*' } }), signed];
};

/** The same two requests to DynamoDB as the server makes, by the SDK alone. */
const directWork = async (endpoint: string, TableName: string): Promise<() => Promise<boolean>> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createDynamoDbClient({ endpoint, region: 'us-east-1', credentials });
  const itemOf = (id: string) => ({ ...newItem(newProduct(content, id, new Date()), 'f'.repeat(64), randomId(), '0') });
  const id = randomId();
  await client.send(new PutCommand({ TableName, Item: itemOf(id) }));
  let turn = 0;
  return async () => {
    await (turn++ % 2 === 0
      ? client.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }))
      : client.send(
          new PutCommand({
            TableName,
            Item: itemOf(randomId()),
            ConditionExpression: 'attribute_not_exists(#id)',
            ExpressionAttributeNames: { '#id': 'id' },
          }),
        ));
    return true;
  };
};

const saturate = async (work: Work, pid: number, seconds: number) => {
  const parts = 5;
  const rss: number[] = [];
  let answers = 0;
  let errors = 0;
  for (let part = 1; part <= parts; part++) {
    progress(`Saturation for ${seconds} s`, part, parts);
    const result = await load(work, connections, seconds / parts);
    answers += result.answers;
    errors += result.errors;
    rss.push(residentMiB(pid));
  }
  return { seconds, answers, errors, rssEarly: rss[0] ?? 0, rssLate: rss.at(-1) ?? 0 };
};

/** As Linux tells it; 0 elsewhere. */
const residentMiB = (pid: number): number => {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return round(Number(kibibytes ?? 0) / 1024, 1);
  } catch {
    return 0;
  }
};
