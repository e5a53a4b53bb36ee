import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleSettings, doorCuts } from '../../../infra/bundle.ts';
import type { Cut } from '../../../infra/sdk/cut.ts';
import { trimmedSdk } from '../../../infra/sdk/trimmed-sdk.ts';

/** Bundles a script of the benchmark as the functions are bundled, so that any Node.js runs it as it would run them. */
export const bundledScript = async (
  root: string,
  entry: string,
  outfile: string,
  cuts: readonly Cut[] = doorCuts,
): Promise<string> => {
  const { write: _, ...settings } = bundleSettings;
  await build({
    ...settings,
    sourcemap: false,
    plugins: [trimmedSdk(cuts)],
    entryPoints: [join(root, 'test', 'bench', entry)],
    outfile,
  });
  return outfile;
};
