import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { baseline } from '../../../infra/baseline.ts';
import { bundleAll } from '../../../infra/bundle.ts';
import { finding } from '../measure/child.ts';
import { progress, say } from '../measure/progress.ts';
import { median, round } from '../measure/statistics.ts';
import { table as markdownTable } from '../report/markdown.ts';
import { writeOutput, writeSection } from '../report/page.ts';
import { calls, operations, type Operation } from '../warm/calls.ts';
import { answersFor, lambdaEnvironment } from '../warm/warm.ts';
import { buildPeers, type Peer } from './build.ts';
import { eventFor } from './calls.ts';

/*
 * `npm run bench:peers`: size and warm CPU of the same five operations on other stacks, and on ours, to the raw call of the
 * SDK. Writes docs/results/peers.json, with `-- --quick` into another folder. Cold starts of the usual stack are then part
 * of `npm run bench`.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const root = process.cwd();
const [rounds, block] = values.quick ? [6, 20] : [80, 100];
const peers = await buildPeers(root);
const folder = await mkdtemp(join(root, 'test', 'bench', 'dist-peers-'));
const ours = await bundleAll(root, folder);
await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
await writeFile(join(folder, 'bare.js'), await baseline(root));
const all: Peer[] = [
  ...(['rest', 'graphql'] as const).map((door) => ({ name: `ours, ${door}`, door, ...ours[door] })),
  ...peers,
];

const samples = z.object({ raw: z.array(z.number()), ours: z.array(z.number()) });

/** CPU of a call to that of the raw call, and what it adds in microseconds; null where the stack cannot do it. */
const warm = async (peer: Peer, operation: Operation) => {
  const event = peer.name.startsWith('ours') ? calls[peer.door][operation] : eventFor(peer, operation);
  const answers = answersFor(operation === 'list of 100' ? 100 : 20);
  const args = [join(folder, 'bare.js'), peer.directory, JSON.stringify(event), JSON.stringify(answers)];
  const script = join(root, 'test', 'bench', 'warm', 'worker.cjs');
  const limits = [String(rounds), String(operation === 'list of 100' ? Math.ceil(block / 4) : block)];
  const env = { ...lambdaEnvironment, POWERTOOLS_DEV: 'false', NODE_ENV: 'production' };
  const found = samples.parse(await finding({ node: process.execPath, script, args: [...args, ...limits], env }));
  return {
    ratio: round(median(found.ours.map((value, n) => value / (found.raw[n] ?? value)))),
    added: round(median(found.ours.map((value, n) => value - (found.raw[n] ?? value))), 0),
  };
};

const table: Record<string, { bytes: number; calls: Record<string, { ratio: number; added: number }> }> = {};
for (const [n, peer] of all.entries()) {
  progress('Peers', n + 1, all.length);
  const measured: Record<string, { ratio: number; added: number }> = {};
  for (const operation of operations) {
    const found = await warm(peer, operation).catch((cause: unknown) =>
      say(`${peer.name}, ${operation}: ${String(cause)}`),
    );
    if (found !== undefined) measured[operation] = found;
  }
  table[peer.name] = { bytes: peer.bytes, calls: measured };
}
await rm(folder, { recursive: true });
const output = join(root, values.quick ? 'test/bench/dist-quick' : 'docs');
const report = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  quick: values.quick,
  stacks: table,
};
writeOutput(output, 'results/peers.json', `${JSON.stringify(report, null, 2)}\n`);
const rows = Object.entries(table).map(([name, { bytes, calls: measured }]) => [
  name,
  bytes,
  ...operations.map((operation) => measured[operation]?.ratio ?? 'failed'),
]);
const heading = `Measured on ${report.date}, Node.js ${report.node}.`;
writeSection(root, output, 'peers', `${heading}\n\n${markdownTable(['stack', 'bytes', ...operations], rows)}`);
for (const [name, { bytes, calls: measured }] of Object.entries(table)) {
  const ratios = Object.entries(measured).map(([operation, { ratio }]) => `${operation} ${ratio}`);
  say(`${name.padEnd(20)} ${String(bytes).padStart(8)} bytes  ${ratios.join(', ')}`);
}
