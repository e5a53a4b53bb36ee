import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { inParallel } from '../../support/in-parallel.ts';
import type { Message } from './child.ts';
import { goalsOf, pageGoal } from './goals.ts';
import { withMeasurements } from './page.ts';
import { createProgressBar } from './progress-bar.ts';
import type { Result } from './section.ts';
import { isSectionName, sections, type SectionName } from './sections.ts';

/* `npm run test:faults`: everything, for half an hour; with --scale less of it, with --only some of it. */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    scale: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
  },
});
const [seed, scale] = [Number(values.seed), Number(values.scale)];
const unknown = values.only.filter((name) => !isSectionName(name));
if (!Number.isInteger(seed) || !(scale > 0 && scale <= 1) || unknown.length > 0) {
  process.stderr.write(
    `Usage: npm run test:faults -- [--seed <whole number>] [--scale <0–1>] [--out <file>] [--only <section>]…\nSections: ${Object.keys(sections).join(', ')}.\n`,
  );
  process.exit(2);
}
const names = Object.keys(sections)
  .filter(isSectionName)
  .filter((name) => values.only.length === 0 || values.only.includes(name));

/** Sections that hang are ended: the whole is bounded. */
const longest = 60 * 60 * 1000;
/** More than there are cores: all sections wait for time-outs. */
const atATime = 4;

const run = (name: SectionName, progress: (share: number) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    const child = fork('test/faults/long/child.ts', [name, String(seed), String(scale)], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    const timer = setTimeout(() => child.kill(), longest);
    let result: Result | null = null;
    child.on('message', (message: Message) => {
      if ('result' in message) result = message.result;
      else progress(message.progress);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (result !== null && code === 0) resolve(result);
      else reject(new Error(`The section "${name}" failed (${signal ?? code}).`));
    });
  });

const page = 'docs/reliability.md';
const begun = performance.now();
process.stdout.write(`Seed ${seed}, scale ${scale}: the same again with --seed ${seed}.\n`);
const bar = createProgressBar(names);
const results: Partial<Record<SectionName, Result>> = {};
await inParallel(names, atATime, async (name) => {
  try {
    results[name] = await run(name, (share) => bar.show(name, share));
  } catch (thrown) {
    // The others go on: what they measure is not to be lost.
    process.stdout.write(`\n${String(thrown)}\n`);
  }
  bar.show(name, 1);
});
bar.end();

const goals = [
  ...goalsOf(results, names, scale),
  ...(values.only.length === 0 ? [pageGoal(readFileSync(page, 'utf8'))] : []),
];
for (const [name, { wrong }] of Object.entries(results)) {
  for (const one of wrong.slice(0, 20)) process.stdout.write(`${name}: ${one}\n`);
}
for (const { name, value, met } of goals) process.stdout.write(`${met ? 'met    ' : 'NOT MET'}  ${name}: ${value}\n`);

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const report = {
  date: new Date().toISOString(),
  versions: {
    node: process.version,
    '@aws-sdk/client-dynamodb': dependencies['@aws-sdk/client-dynamodb'],
    '@dynoxide/linux-x64': optionalDependencies['@dynoxide/linux-x64'],
    dynalite: devDependencies['dynalite'],
  },
  seed,
  scale,
  wallTimeSeconds: Math.round((performance.now() - begun) / 1000),
  goals,
};
const isWhole = scale === 1 && values.only.length === 0;
const out = values.out ?? (isWhole ? 'docs/results/faults.json' : null);
if (out !== null) {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
}
if (isWhole) writeFileSync(page, withMeasurements(readFileSync(page, 'utf8'), report));
process.stdout.write(`${report.wallTimeSeconds} s${out === null ? '' : `, written to ${out}`}.\n`);
process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
