import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { inTheWay, leftBehind } from './left-behind.ts';
import { settingsOrExit } from './settings-or-exit.ts';

/*
 * `npm run destroy -- -c stage=…`: says what stays on AWS and how to remove it, then lets `cdk destroy` ask whether to
 * go on. All options are those of `cdk`.
 */
const root = join(import.meta.dirname, '..');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
const options = process.argv.slice(2);
const { values } = parseArgs({
  args: options,
  options: { context: { type: 'string', short: 'c', multiple: true, default: [] } },
  strict: false,
});
const given = [values.context].flat().map((pair) => {
  const [name = '', ...value] = String(pair).split('=');
  return [name, value.join('=')];
});
const settings = settingsOrExit({ ...context, ...Object.fromEntries(given) });

const stackName = `ProductCatalogue-${settings.stage}`;
say(`${stackName} will leave on AWS:`);
for (const { what, removal } of leftBehind(settings)) say(`- ${what}\n    ${removal}`);
const first = inTheWay(settings, stackName);
if (first.length > 0) say(`${stackName} cannot be destroyed while these are there. First remove:`);
for (const { what, removal } of first) say(`- ${what}\n    ${removal}`);
if (settings.production) {
  say(`${stackName} is protected. First:`);
  say(
    `    aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stackName}`,
  );
}
const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
process.exitCode =
  spawnSync(process.execPath, [cdk, 'destroy', ...options], { cwd: root, stdio: 'inherit' }).status ?? 1;
