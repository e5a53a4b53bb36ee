import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleSettings, doorCuts } from '../../../infra/bundle.ts';
import { trimmedSdk } from '../../../infra/sdk/trimmed-sdk.ts';

/** Bundles a script of the benchmark as the functions are bundled, so that any Node.js runs it as it would run them. */
export const bundledScript = async (root: string, entry: string, outfile: string): Promise<string> => {
  const { write: _, ...settings } = bundleSettings;
  await build({
    ...settings,
    sourcemap: false,
    plugins: [trimmedSdk(doorCuts)],
    entryPoints: [join(root, 'test', 'bench', entry)],
    outfile,
  });
  return outfile;
};
