import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { billOfMaterials } from './bill-of-materials.ts';
import type { Cut } from './sdk/cut.ts';
import { leftOutOfZod } from './sdk/left-out-of-zod.ts';
import { leftOutOfDynamoDb, leftOutOnLambda } from './sdk/left-out.ts';
import { quicker } from './sdk/quicker.ts';
import { trimmedSdk } from './sdk/trimmed-sdk.ts';

/** The functions behind the two APIs. */
export const doorNames = ['rest', 'graphql'] as const;
export type DoorName = (typeof doorNames)[number];

/** All functions, each from `src/main/<name>.lambda.ts`. */
export const bundleNames = [...doorNames, 'stream'] as const;
export type BundleName = (typeof bundleNames)[number];

/**
 * The settings of every bundle. CommonJS is cheaper to load than ESM, and `module` first lets esbuild drop what is
 * not used. The SDK is bundled: the one that Lambda brings is slower to load and changes under us.
 */
export const bundleSettings = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  // Beside the bundle, not in it, and without the sources: `docs/operations.md` says how to read a stack trace.
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  // A single character beyond it would double what V8 reads, hashes and keeps.
  charset: 'ascii',
  // As `require`, which needs no callback of its own where the bundle is compiled as a script.
  supported: { 'dynamic-import': false },
  metafile: true,
  write: false,
  logLevel: 'warning',
  // What a cut has left out, and a source uses all the same.
  logOverride: { 'import-is-undefined': 'error' },
} satisfies BuildOptions;

/** What the doors have of the SDK in another form than it comes in. */
export const doorCuts = [...leftOutOnLambda, ...leftOutOfDynamoDb, ...leftOutOfZod, ...quicker];

const cuts: Readonly<Record<BundleName, readonly Cut[]>> = {
  rest: doorCuts,
  graphql: doorCuts,
  stream: [...leftOutOnLambda, ...quicker],
};

export interface Bundle {
  /** Holds just what Lambda runs. */
  readonly directory: string;
  readonly bytes: number;
  readonly metafile: Metafile;
}

/**
 * Bundles one function into `<output>/<name>`, with its source map and its bill of materials beside the folder.
 * The same sources give the same bytes.
 */
export const bundle = async (root: string, name: BundleName, output: string): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    ...bundleSettings,
    plugins: [trimmedSdk(cuts[name])],
    absWorkingDir: root,
    entryPoints: [join('src', 'main', `${name}.lambda.ts`)],
    outfile: join('dist', name, 'index.js'),
  });
  const directory = join(output, name);
  const files = new Map<string, string | Uint8Array>([
    // The project's own package.json would make this an ES module wherever the bundle is run within it.
    [join(directory, 'package.json'), '{"type":"commonjs"}\n'],
    [join(output, `${name}.cdx.json`), billOfMaterials(root, name, metafile)],
  ]);
  for (const { path, contents } of outputFiles) {
    files.set(path.endsWith('.map') ? join(output, `${name}.js.map`) : join(directory, basename(path)), contents);
  }
  for (const [path, contents] of files) replaceFile(path, contents, join(output, `${process.pid}.tmp`));
  for (const file of readdirSync(directory)) if (!files.has(join(directory, file))) rmSync(join(directory, file));
  return { directory, bytes: readFileSync(join(directory, 'index.js')).byteLength, metafile };
};

/** Never half a file, for whoever else reads the folder meanwhile: several stages may be synthesised at once. */
const replaceFile = (path: string, contents: string | Uint8Array, unfinished: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
};

export const bundleAll = async (root: string, output: string): Promise<Record<BundleName, Bundle>> => ({
  rest: await bundle(root, 'rest', output),
  graphql: await bundle(root, 'graphql', output),
  stream: await bundle(root, 'stream', output),
});
