import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Loader, PartialMessage, Plugin, PluginBuild } from 'esbuild';
import type { Cut } from './cut.ts';

/**
 * An esbuild plugin that bundles the SDK and zod with the given cuts. A cut that meets no module any more, or one of
 * another shape, fails the build: an update of the SDK never changes in silence what a function runs.
 */
export const trimmedSdk = (cuts: readonly Cut[]): Plugin => ({
  name: 'trimmed-sdk',
  setup: (build) => {
    shakeLibDynamoDb(build);
    const unmet = new Set(cuts);
    build.onStart(() => cuts.forEach((cut) => unmet.add(cut)));
    build.onLoad({ filter: /[\\/]node_modules[\\/](@(aws-sdk|smithy)|zod)[\\/]/ }, async ({ path }) => {
      const module = path.replaceAll('\\', '/').split('/node_modules/').at(-1);
      const cut = cuts.find((candidate) => candidate.module === module);
      if (cut === undefined) return undefined;
      unmet.delete(cut);
      const loader: Loader = path.endsWith('.json') ? 'json' : 'js';
      try {
        return { contents: cut.rewrite(await readFile(path, 'utf8')), loader, resolveDir: dirname(path) };
      } catch (thrown) {
        return { errors: [misfit(cut, thrown instanceof Error ? thrown.message : String(thrown))] };
      }
    });
    build.onEnd(() => ({ errors: [...unmet].map((cut) => misfit(cut, 'the bundle does not import it')) }));
  },
});

const misfit = ({ module }: Cut, reason: string): PartialMessage => ({
  text: `The cut of ${module} in infra/sdk/ does not fit what is installed: ${reason}. Look for what has taken its place, or drop the cut.`,
});

/**
 * Says of `lib-dynamodb`, as the SDK itself says of every other package, that to import it does nothing: otherwise a
 * bundle has all its commands and paginators, scans among them.
 */
const shakeLibDynamoDb = (build: PluginBuild): void => {
  const library = /[\\/]@aws-sdk[\\/]lib-dynamodb[\\/]/;
  // What it imports of itself: each other relative import is resolved without asking us, which is quicker.
  const own = /^(@aws-sdk\/lib-dynamodb$|\.\.?\/(commands|pagination|baseCommand|DynamoDBDocument))/;
  build.onResolve({ filter: own }, async ({ path, pluginData, ...from }) => {
    const isOurs = path === '@aws-sdk/lib-dynamodb' || library.test(from.importer);
    if (!isOurs || pluginData === shakeLibDynamoDb) return undefined;
    const { importer, resolveDir, kind } = from;
    const resolved = await build.resolve(path, { importer, resolveDir, kind, pluginData: shakeLibDynamoDb });
    return { ...resolved, sideEffects: false };
  });
};
