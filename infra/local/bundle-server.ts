import { build } from 'esbuild';
import { quicker } from '../sdk/quicker.ts';
import { trimmedSdk } from '../sdk/trimmed-sdk.ts';

/** Bundles the local server, and what watches its events, into a folder. */
export const bundleServer = async (root: string, folder: string): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/local/cli.ts', 'src/local/watch/cli.ts'],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Native parts, looked for at run time.
    external: ['dynalite'],
    plugins: [trimmedSdk(quicker)],
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
};
