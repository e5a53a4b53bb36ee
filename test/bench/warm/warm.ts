import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { baseline } from '../../../infra/baseline.ts';
import { bundleAll, doorNames } from '../../../infra/bundle.ts';
import { bundledScript } from '../measure/bundled-script.ts';
import { finding } from '../measure/child.ts';
import { progress } from '../measure/progress.ts';
import type { Runtime } from '../measure/runtimes.ts';
import { median, round, valueOf } from '../measure/statistics.ts';
import { answerTo } from '../stub/items.ts';
import { calls, operations } from './calls.ts';

/** Medians for one operation at one door: CPU in microseconds. */
export interface WarmCall {
  readonly door: string;
  readonly operation: string;
  readonly raw: number;
  readonly ours: number;
  /** Of neighbouring blocks: ours to raw, and raw to raw, which tells how far to trust the first. */
  readonly ratio: number;
  readonly noise: number;
  /** All that is ours, with a client that answers at once. */
  readonly own: number;
  /** What of it is only to encode the answer in JSON; AppSync's are not encoded by us. */
  readonly json: number;
}

const samples = z.object({ raw: z.array(z.number()), ours: z.array(z.number()), again: z.array(z.number()) });
const ownCosts = z.record(z.string(), z.record(z.string(), z.number()));

/** What a warm call costs beside the same request to DynamoDB by the SDK with its defaults, the network left out. */
export const warmCalls = async (root: string, runtime: Runtime, rounds: number, block: number): Promise<WarmCall[]> => {
  const folder = await mkdtemp(join(root, 'test', 'bench', 'dist-warm-'));
  try {
    const bundles = await bundleAll(root, folder);
    await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
    await writeFile(join(folder, 'bare.js'), await baseline(root));
    const script = await bundledScript(root, 'warm/own.ts', join(folder, 'own.js'));
    const own = ownCosts.parse(await finding({ node: runtime.node, script, args: [] }));
    const found: WarmCall[] = [];
    for (const door of doorNames) {
      for (const operation of operations) {
        progress(`Warm calls on Node.js ${runtime.version}`, found.length + 1, doorNames.length * operations.length);
        const limit = operation === 'list of 100' ? 100 : 20;
        const args = [
          join(folder, 'bare.js'),
          bundles[door].directory,
          JSON.stringify(calls[door][operation]),
          JSON.stringify(answersFor(limit)),
          String(rounds),
          String(operation === 'list of 100' ? Math.ceil(block / 4) : block),
        ];
        const { node } = runtime;
        const worker = join(root, 'test', 'bench', 'warm', 'worker.cjs');
        const taken = samples.parse(await finding({ node, script: worker, args, env: lambdaEnvironment }));
        const cost = (of: string) => round(valueOf(valueOf(own, of), operation), 1);
        const json = door === 'rest' ? cost('json') : 0;
        found.push({ door, operation, ...summary(taken), own: cost(door), json });
      }
    }
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const answersFor = (limit: number): Record<string, string> =>
  Object.fromEntries(
    ['GetItem', 'PutItem', 'UpdateItem', 'Query'].map((name) => [name, JSON.stringify(answerTo(name, limit))]),
  );

const summary = ({ raw, ours, again }: z.infer<typeof samples>) => {
  const toRaw = (values: readonly number[]) => round(median(values.map((value, n) => value / (raw[n] ?? value))));
  return { raw: round(median(raw), 1), ours: round(median(ours), 1), ratio: toRaw(ours), noise: toRaw(again) };
};

export const lambdaEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-function',
  AWS_SESSION_TOKEN: 'token'.repeat(160),
  TABLE_NAME: 'products',
};

/** By how many MiB the heap of the REST function grows over so many reads. */
export const heapGrowth = async (root: string, runtime: Runtime, count: number): Promise<number> => {
  const folder = await mkdtemp(join(root, 'test', 'bench', 'dist-heap-'));
  try {
    const { rest } = await bundleAll(root, folder);
    const args = [rest.directory, JSON.stringify(calls.rest.get), JSON.stringify(answerTo('GetItem')), String(count)];
    const script = join(root, 'test', 'bench', 'warm', 'heap.cjs');
    const { node } = runtime;
    return round(
      z.number().parse(await finding({ node, flags: ['--expose-gc'], script, args, env: lambdaEnvironment })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
};
