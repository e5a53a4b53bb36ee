import { build, type BuildOptions } from 'esbuild';
import { quicker } from '../sdk/quicker.ts';
import { trimmedSdk } from '../sdk/trimmed-sdk.ts';

/** How the local server is bundled. */
export const serverSettings = {
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Native parts, looked for at run time.
  external: ['dynalite'],
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles the local server, and what watches its events, into a folder. */
export const bundleServer = async (root: string, folder: string): Promise<void> => {
  await build({
    ...serverSettings,
    absWorkingDir: root,
    entryPoints: ['src/local/cli.ts', 'src/local/watch/cli.ts'],
    outdir: folder,
    plugins: [trimmedSdk(quicker)],
  });
};
