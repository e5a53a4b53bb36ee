import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { serverSettings } from '../../../infra/local/bundle.ts';
import { deployment, readSchema, topLevelFields } from '../../../src/local/deployment.ts';
import { localPrincipals } from '../../../src/local/principals.ts';
import { alternate } from '../measure/alternate.ts';
import { median, round, valueOf } from '../measure/statistics.ts';
import { content, productId } from '../stub/items.ts';
import type { Call } from './connection.ts';
import { callsInTurn, load } from './load.ts';
import { signedCall } from './signed-call.ts';

const kinds = ['bare', 'json', 'unsigned', 'signed'] as const;

/** With the store stubbed: requests a second, and CPU of the server for each in microseconds. */
export interface Served {
  readonly kind: (typeof kinds)[number];
  readonly method: 'GET' | 'POST';
  readonly perSecond: number;
  readonly cpu: number;
  /** The share of one core that the asking process has used: near 1, that process and not the server is measured. */
  readonly askingCpu: number;
}

const methods = ['GET', 'POST'] as const;
const connections = 16;

/** What serving costs over node:http alone, before and after signatures. */
export const stubbedServers = async (root: string, rounds: number, seconds: number): Promise<Served[]> => {
  const folder = await mkdtemp(join(root, 'test', 'bench', 'dist-server-'));
  const entryPoints = [join(root, 'test', 'bench', 'server', 'stub-server.ts')];
  await build({ ...serverSettings, entryPoints, outdir: folder });
  const script = join(folder, 'stub-server.cjs');
  const servers = await Promise.all(kinds.map((kind) => start(root, script, kind)));
  try {
    const variants = Object.fromEntries(
      servers.flatMap((server) =>
        methods.map((method) => [`${server.kind} ${method}`, () => serve(server, method, seconds)] as const),
      ),
    );
    const samples = await alternate('Local server, store stubbed', rounds, variants);
    return kinds.flatMap((kind) =>
      methods.map((method) => {
        const taken = valueOf(samples, `${kind} ${method}`);
        const perSecond = round(median(taken.map((one) => one.perSecond)), 0);
        const cpu = round(median(taken.map((one) => one.cpu)), 1);
        return { kind, method, perSecond, cpu, askingCpu: round(median(taken.map((one) => one.askingCpu)), 2) };
      }),
    );
  } finally {
    for (const { child } of servers) child.disconnect();
    await rm(folder, { recursive: true });
  }
};

interface StubServer {
  readonly kind: (typeof kinds)[number];
  readonly child: ChildProcess;
  readonly calls: Readonly<Record<'GET' | 'POST', Call>>;
}

const start = async (root: string, script: string, kind: StubServer['kind']): Promise<StubServer> => {
  const child = fork(script, [kind], { execArgv: [] });
  const { url } = z.object({ url: z.string() }).parse((await once(child, 'message'))[0]);
  const headers = { Accept: '*/*' };
  const get: Call = { method: 'GET', url: `${url}/products/${productId}`, headers };
  const body = JSON.stringify(content);
  const post: Call = {
    method: 'POST',
    url: `${url}/products`,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body,
  };
  // All get the same bytes; only one looks at the signature.
  const [writer] = localPrincipals({ ...deployment, fields: topLevelFields(readSchema(root)) });
  if (writer === undefined) throw new Error('There are no principals.');
  return { kind, child, calls: { GET: await signedCall(writer, get), POST: await signedCall(writer, post) } };
};

const usage = z.object({ cpu: z.object({ user: z.number(), system: z.number() }) });

const cpuOf = async ({ child }: StubServer): Promise<number> => {
  child.send('usage');
  const { cpu } = usage.parse((await once(child, 'message'))[0]);
  return cpu.user + cpu.system;
};

const serve = async (server: StubServer, method: 'GET' | 'POST', seconds: number) => {
  const { work, end } = callsInTurn([server.calls[method]], connections);
  const before = await cpuOf(server);
  const { perSecond, answers, errors, askingCpu } = await load(work, connections, seconds);
  const cpu = ((await cpuOf(server)) - before) / answers;
  end();
  if (errors > 0) throw new Error(`${server.kind} ${method}: ${errors} errors.`);
  return { perSecond, cpu, askingCpu };
};
