import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleAll, type BundleName, type DoorName } from './bundle.ts';
import { addCodeCache, lambdaFlags } from './code-cache.ts';
import type { Settings } from './settings.ts';

/**
 * Bundles all functions into `output`, and says which folder each is deployed from. Where a stage asks for code caches,
 * those of the doors are copies with a cache that this very Node.js makes, for the memory of the stage.
 */
export const functionFolders = async (
  root: string,
  output: string,
  { stage, memoryMb, codeCache }: Pick<Settings, 'stage' | 'memoryMb' | 'codeCache'>,
): Promise<Record<BundleName, string>> => {
  const bundles = await bundleAll(root, output);
  const door = async (name: DoorName): Promise<string> => {
    const { directory } = bundles[name];
    if (!codeCache) return directory;
    // Another stage, of other memory or without a cache, may be synthesised at the same time.
    const cached = join(output, 'code-cache', stage, name);
    await rm(cached, { recursive: true, force: true });
    await cp(directory, cached, { recursive: true });
    await addCodeCache(root, cached, { node: process.execPath, flags: lambdaFlags(memoryMb) });
    return cached;
  };
  return { rest: await door('rest'), graphql: await door('graphql'), stream: bundles.stream.directory };
};
