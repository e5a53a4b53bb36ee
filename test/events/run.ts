import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { goalsOf } from './goals.ts';
import { runParts } from './run-parts.ts';

/*
 * `npm run test:events`: a hundred thousand changes, five thousand to an engine, through a relay that is killed, repeats
 * and fails, and 1 % poison. Writes docs/results/events.json. `-- --changes 2000 --seed 7` for a smaller or a repeated
 * run, which writes nothing unless `--write` says so.
 */

// On Node.js 20 the SDK warns of its versions of 2027; ours is pinned.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const { values } = parseArgs({
  options: { changes: { type: 'string' }, seed: { type: 'string' }, write: { type: 'boolean' } },
});
const changes = Number(values.changes ?? 100_000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
say(`${changes} changes, seed ${seed}`);

let last = 0;
const begun = performance.now();
const run = await runParts({
  changes,
  seed,
  lifetime: 5_000,
  onProgress: ({ committed, delivered, aside, kills }) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    if (seconds < last + 5) return;
    last = seconds;
    say(`${seconds} s: ${committed} committed, ${delivered} delivered, ${aside} put aside, ${kills} kills`);
  },
});
const seconds = Math.round((performance.now() - begun) / 1000);
const goals = goalsOf(run, changes);
for (const { name, goal, value, met } of goals) say(`${met ? 'met   ' : 'MISSED'} ${name}: ${value} (${goal})`);
say(`${seconds} s, ${run.kills} kills of the relay, ${run.before.repeats} repeated deliveries`);

const { version, optionalDependencies, dependencies } = z
  .object({
    version: z.string(),
    dependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
if (values.changes === undefined || values.write === true) {
  mkdirSync('docs/results', { recursive: true });
  const result = {
    date: new Date().toISOString(),
    versions: {
      catalogue: version,
      node: process.versions.node,
      dynoxide: optionalDependencies['@dynoxide/linux-x64'],
      eventBridgeClient: dependencies['@aws-sdk/client-eventbridge'],
    },
    seed,
    seconds,
    kills: run.kills,
    repeats: run.before.repeats,
    goals,
  };
  writeFileSync('docs/results/events.json', `${JSON.stringify(result, null, 2)}\n`);
  say('docs/results/events.json');
}
process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
