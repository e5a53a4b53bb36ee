import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/*
 * `npm run synth`: synthesises and judges every kind of stage as `cdk deploy` would, two at a time, and fails when one
 * breaks a rule or warns. The templates land in cdk.out/<kind>.
 */
const kinds: Readonly<Record<string, readonly string[]>> = {
  hardened: ['stage=prod', 'hardened=true'],
  prod: ['stage=prod'],
  dev: [],
};

const root = join(import.meta.dirname, '..');
const output = (kind: string): string => join(root, 'cdk.out', kind);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const synth = (kind: string, settings: readonly string[]): Promise<boolean> => {
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  // No rule looks into the code, and a stage that has caches in cdk.json needs Lambda's own Node.js to make them.
  const context = [...settings, 'codeCache=false'].flatMap((setting) => ['--context', setting]);
  const begun = performance.now();
  say(`synth ${kind}: ${settings.join(' ') || 'no settings'}`);
  const child = spawn(process.execPath, [cdk, 'synth', '--quiet', '--strict', '--output', output(kind), ...context], {
    cwd: root,
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' },
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => printed.push(part));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      say(`synth ${kind}: ${status === 0 ? 'clean' : 'FAILED'} after ${seconds} s`);
      if (status !== 0) say(Buffer.concat(printed).toString());
      resolve(status === 0);
    });
  });
};

// What an earlier run left there slows the CDK down.
rmSync(join(root, 'cdk.out'), { recursive: true, force: true });
const waiting = Object.entries(kinds);
let clean = true;
const worker = async (): Promise<void> => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (!(await synth(...next))) clean = false;
  }
};
await Promise.all([worker(), worker()]);
process.exitCode = clean ? 0 : 1;
