import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { quicker } from '../../../infra/sdk/quicker.ts';
import { fastestEngine } from '../../support/engines.ts';
import { addressOf, startProcess } from '../../support/server-process.ts';
import { alternate } from '../measure/alternate.ts';
import { bundledScript } from '../measure/bundled-script.ts';
import { finding } from '../measure/child.ts';
import { progress } from '../measure/progress.ts';
import { median, round, valueOf } from '../measure/statistics.ts';
import { content } from '../stub/items.ts';
import type { Call } from './connection.ts';
import { callsInTurn, load } from './load.ts';
import { signedCall } from './signed-call.ts';

/**
 * The local server on its embedded store, and another such store asked directly by the SDK, in a process of its own and
 * in the quicker form that the server has, with the same concurrency.
 */
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

export const serverWithStore = async (
  root: string,
  rounds: number,
  seconds: number,
  saturation: number,
): Promise<WithStore> => {
  const folder = await mkdtemp(join(root, 'test', 'bench', 'dist-direct-'));
  const script = await bundledScript(root, 'server/direct.ts', join(folder, 'direct.cjs'), quicker);
  const store = await fastestEngine();
  const server = startProcess(['--json', '--port', '0']);
  const { rest, principals } = await addressOf(server);
  const calls = await readAndCreate(rest, valueOf(principals, 'writer'));
  try {
    const table = await store.newTable(false);
    const samples = await alternate('Local server on its store', rounds, {
      served: () => connected(calls, (work) => perSecond(work, seconds)),
      direct: async () => {
        const args = [store.endpoint, table, String(connections), String(seconds)];
        return z.number().parse(await finding({ node: process.execPath, script, args }));
      },
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
    await rm(folder, { recursive: true });
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
