import { execFile } from 'node:child_process';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The flags that Lambda starts Node.js with, as public copies of the managed runtime's bootstrap script show them. V8
 * takes a code cache only under the flags that it was made with; from Node.js 24 on the two sizes do not count.
 */
export const lambdaFlags = (memoryMb: number): readonly string[] => [
  '--expose-gc',
  '--max-http-header-size',
  '81920',
  `--max-semi-space-size=${Math.floor((memoryMb * 5) / 100)}`,
  `--max-old-space-size=${Math.floor((memoryMb * 90) / 100)}`,
];

interface Target {
  /** The Node.js that makes the cache, and the only version that will take it. */
  readonly node: string;
  readonly flags: readonly string[];
}

/**
 * Adds to a folder that holds a bundle the code that V8 compiles of it, and a loader that uses it: `index.js` becomes
 * `bundle.js`. Not reproducible: V8's bytes differ from run to run.
 */
export const addCodeCache = async (root: string, directory: string, { node, flags }: Target): Promise<void> => {
  const folder = join(root, 'infra', 'code-cache');
  await rename(join(directory, 'index.js'), join(directory, 'bundle.js'));
  await copyFile(join(folder, 'loader.cjs'), join(directory, 'index.js'));
  // Options of whoever synthesises could be among the flags that V8 compares.
  const env = { ...process.env, NODE_OPTIONS: '' };
  await promisify(execFile)(node, [...flags, join(folder, 'write.cjs'), directory], { env });
};
