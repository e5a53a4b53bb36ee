import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { alternate } from '../measure/alternate.ts';
import { finding } from '../measure/child.ts';
import { memoryMb, type Runtime } from '../measure/runtimes.ts';
import { median, round, valueOf } from '../measure/statistics.ts';
import { startDynamoDbOverTls } from '../stub/over-tls.ts';
import { buildFunctions, type Candidate } from './functions.ts';

/** Medians on one runtime: CPU in milliseconds, memory in MiB. */
export interface ColdStart {
  readonly importCpu: number;
  /** Import and first answer over TLS. */
  readonly firstCpu: number;
  readonly rss: number;
}

export type ColdStarts = Readonly<Record<string, ColdStart>>;

const sample = z.object({ importCpu: z.number(), firstCpu: z.optional(z.number()), rss: z.number() });

/** What each function costs to start on a runtime, each sample a process of its own. */
export const coldStarts = async (root: string, runtime: Runtime, rounds: number): Promise<ColdStarts> => {
  const folder = await mkdtemp(join(tmpdir(), 'cold-'));
  const dynamoDb = await startDynamoDbOverTls();
  const environment = { ...lambdaEnvironment, AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint };
  try {
    const candidates = await buildFunctions(root, folder, runtime);
    const probe = async ({ directory, event }: Candidate, toAnswer: boolean) => {
      const script = join(root, 'test', 'bench', 'cold', 'probe.cjs');
      const args = toAnswer ? [directory, JSON.stringify(event)] : [directory];
      return sample.parse(await finding({ ...runtime, script, args, env: environment }));
    };
    const sampleOf = (candidate: Candidate) => async () => ({
      ...(await probe(candidate, false)),
      firstCpu: (await probe(candidate, true)).firstCpu ?? 0,
    });
    const variants = Object.fromEntries(Object.entries(candidates).map(([name, one]) => [name, sampleOf(one)]));
    const samples = await alternate(`Cold starts on Node.js ${runtime.version} (${runtime.name})`, rounds, variants);
    return Object.fromEntries(Object.keys(samples).map((name) => [name, medians(valueOf(samples, name))]));
  } finally {
    dynamoDb.close();
    await rm(folder, { recursive: true });
  }
};

const medians = (samples: readonly ColdStart[]): ColdStart => ({
  importCpu: round(median(samples.map(({ importCpu }) => importCpu))),
  firstCpu: round(median(samples.map(({ firstCpu }) => firstCpu))),
  rss: round(median(samples.map(({ rss }) => rss))),
});

const lambdaEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-function',
  // As long as those that Lambda gives.
  AWS_SESSION_TOKEN: 'token'.repeat(160),
  AWS_LAMBDA_FUNCTION_NAME: 'function',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  TABLE_NAME: 'products',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
};
