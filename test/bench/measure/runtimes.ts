import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lambdaFlags } from '../../../infra/code-cache.ts';
import { say } from './progress.ts';

const run = promisify(execFile);

/** A Node.js to measure on, and the flags to start it with. */
export interface Runtime {
  readonly name: string;
  readonly node: string;
  readonly version: string;
  readonly flags: readonly string[];
}

/** Of the functions, in the stack's default settings. */
export const memoryMb = 512;

/**
 * The Node.js that runs this, and that of the Lambda runtime, plain and with Lambda's flags: its npm package goes into
 * a folder of its own, once. Without a registry only the first is measured.
 */
export const runtimes = async (root: string): Promise<Runtime[]> => {
  const own = { name: 'this', node: process.execPath, version: process.version, flags: [] };
  const found = await nodeOfLambda(root).catch((cause: unknown) => {
    say(`The Node.js of Lambda's runtime is left out, it could not be installed: ${String(cause)}`);
    return null;
  });
  if (found === null) return [own];
  return [
    own,
    { ...found, name: 'lambda-plain', flags: [] },
    { ...found, name: 'lambda', flags: lambdaFlags(memoryMb) },
  ];
};

const nodeOfLambda = async (root: string): Promise<Pick<Runtime, 'node' | 'version'>> => {
  const folder = join(root, 'test', 'bench', 'node_modules', '.node-24');
  const node = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) {
    say('Installing Node.js 24 beside the project…');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    await run('npm', ['install', '--no-audit', '--no-fund', 'node@24'], { cwd: folder });
  }
  return { node, version: (await run(node, ['--version'])).stdout.trim() };
};
