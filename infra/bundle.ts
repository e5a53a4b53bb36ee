import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { billOfMaterials } from './bill-of-materials.ts';

/** The functions, each from `src/main/<name>.lambda.ts`. */
export const bundleNames = ['rest', 'graphql', 'stream'] as const;
export type BundleName = (typeof bundleNames)[number];

/**
 * The settings of every bundle. CommonJS is cheaper to load than ESM, and `module` first lets esbuild drop what is
 * not used. The SDK is bundled: the one that Lambda brings is slower to load and changes under us.
 */
const settings: BuildOptions = {
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
  charset: 'utf8',
  metafile: true,
  write: false,
  logLevel: 'warning',
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
  const { outputFiles = [], metafile } = await build({
    ...settings,
    absWorkingDir: root,
    entryPoints: [join('src', 'main', `${name}.lambda.ts`)],
    outfile: join('dist', name, 'index.js'),
  });
  if (metafile === undefined) throw new Error(`esbuild gave no metafile for ${name}.`);
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
