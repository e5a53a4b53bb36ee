import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { baseline } from './baseline.ts';
import { forbiddenIn, overBudget, weightOf } from './budget.ts';
import { bundleAll, doorNames } from './bundle.ts';

/* `npm run budget`: fails when a bundle has grown over its limits, or has in it what it must not have. */
const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'budget-'));
const doors: ReadonlySet<string> = new Set(doorNames);
const bundles = await bundleAll(root, folder);
const script = await baseline(root);
const bare = { bytes: script.byteLength, gzipped: gzipSync(script, { level: 9 }).byteLength };
for (const [name, { directory, metafile }] of Object.entries(bundles)) {
  const weight = weightOf(readFileSync(join(directory, 'index.js')), metafile);
  const { bytes, gzipped, ownBytes, modules } = weight;
  const share = (bytes / bare.bytes).toFixed(3);
  process.stdout.write(
    `${name}: ${bytes} bytes, ${share} of the bare SDK's ${bare.bytes}; ${gzipped} gzipped, ours ${ownBytes}, ${modules.length} modules\n`,
  );
  // The function on the stream answers nobody, so only what is in it is limited.
  const faults = doors.has(name) ? overBudget(weight, bare) : forbiddenIn(weight);
  for (const fault of faults) {
    process.stderr.write(`${name}: ${fault}. See infra/budget.ts.\n`);
    process.exitCode = 1;
  }
}
await rm(folder, { recursive: true });
