import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { baseline } from '../../infra/baseline.ts';
import { weightOf } from '../../infra/budget.ts';
import { bundleAll } from '../../infra/bundle.ts';
import { coldStarts } from './cold/cold.ts';
import { pageCosts } from './list/list.ts';
import { say } from './measure/progress.ts';
import { runtimes, type Runtime } from './measure/runtimes.ts';
import { goalsOf } from './report/goals.ts';
import { tablesOf } from './report/markdown.ts';
import { writeOutput, writeSection } from './report/page.ts';
import { plotsOf } from './report/plots.ts';
import type { Results } from './report/results.ts';
import { stubbedServers } from './server/stubbed.ts';
import { serverWithStore } from './server/with-store.ts';
import { heapGrowth, warmCalls } from './warm/warm.ts';

/*
 * `npm run bench`: measures everything that docs/performance.md tells, writes its tables and plots, and
 * docs/results/performance.json. With `-- --quick` in a few minutes, to see that it runs, and into another folder.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, output: { type: 'string' } },
});
const root = process.cwd();
const { quick } = values;
const size = quick
  ? { cold: 5, warm: 10, block: 20, heap: 5_000, pages: 10, server: 2, seconds: 0.5, saturation: 3 }
  : { cold: 31, warm: 120, block: 100, heap: 50_000, pages: 60, server: 5, seconds: 3, saturation: 60 };
const tables = (quick ? [1_000, 5_000] : [1_000, 100_000, 1_000_000]).map((products) => ({
  size: products,
  shards: 1,
}));
const sharded = { size: quick ? 5_000 : 100_000, shards: 8 };

const weights = async (): Promise<Results['bundles']> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const bundles = await bundleAll(root, folder);
  const script = await baseline(root);
  const weigh = (name: 'rest' | 'graphql') => {
    const { directory, metafile } = bundles[name];
    const { modules, ...sizes } = weightOf(readFileSync(join(directory, 'index.js')), metafile);
    return { ...sizes, modules: modules.length };
  };
  const bare = {
    bytes: script.byteLength,
    gzipped: gzipSync(script, { level: 9 }).byteLength,
    ownBytes: 0,
    modules: 0,
  };
  const found = { bare, rest: weigh('rest'), graphql: weigh('graphql') };
  rmSync(folder, { recursive: true });
  return found;
};

const ofEach = async <T>(all: readonly Runtime[], measure: (runtime: Runtime) => Promise<T>) => {
  const found: Record<string, T> = {};
  for (const runtime of all) found[runtime.name] = await measure(runtime);
  return found;
};

const versionOf = (name: string): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))).version;

const measure = async (): Promise<Results> => {
  const all = await runtimes(root);
  const [own] = all;
  if (own === undefined) throw new Error('There is no Node.js to measure on.');
  const plain = all.filter(({ flags }) => flags.length === 0);
  return {
    date: new Date().toISOString().slice(0, 10),
    command: `npm run bench${quick ? ' -- --quick' : ''}`,
    quick,
    machine: `${cpus().length} cores, ${process.arch}, ${process.platform}`,
    versions: {
      ...Object.fromEntries(all.map(({ name, version }) => [`Node.js (\`${name}\`)`, version])),
      ...Object.fromEntries(['@aws-sdk/client-dynamodb', 'zod', 'esbuild'].map((name) => [name, versionOf(name)])),
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    },
    bundles: await weights(),
    cold: await ofEach(all, (runtime) => coldStarts(root, runtime, size.cold)),
    warm: await ofEach(plain, (runtime) => warmCalls(root, runtime, size.warm, size.block)),
    heapGrowth: { calls: size.heap, mebibytes: await heapGrowth(root, own, size.heap) },
    server: {
      stubbed: await stubbedServers(root, size.server, size.seconds),
      store: await serverWithStore(root, size.server, size.seconds, size.saturation),
    },
    pages: await pageCosts([...tables, sharded], size.pages),
  };
};

const results = await measure();
const goals = goalsOf(results);
for (const { name, goal, value, met } of goals) say(`${met ? 'met    ' : 'NOT MET'}  ${name}: ${value} (${goal})`);
const output = join(root, values.output ?? (quick ? 'test/bench/dist-quick' : 'docs'));
writeOutput(output, 'results/performance.json', `${JSON.stringify({ ...results, goals }, null, 2)}\n`);
for (const [name, plot] of Object.entries(plotsOf(results))) writeOutput(output, `results/${name}`, plot);
writeSection(root, output, 'measured', tablesOf(results, goals));
process.exit();
