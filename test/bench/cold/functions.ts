import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseline } from '../../../infra/baseline.ts';
import { bundleAll } from '../../../infra/bundle.ts';
import { addCodeCache } from '../../../infra/code-cache.ts';
import { graphqlEvent } from '../../support/graphql-event.ts';
import { restEvent } from '../../support/rest-event.ts';
import type { Runtime } from '../measure/runtimes.ts';
import { arePeersInstalled, buildPeer } from '../peers/build.ts';
import { productId } from '../stub/items.ts';

/** A function to start, and an event that reads one product. */
export interface Candidate {
  readonly directory: string;
  readonly event: unknown;
}

const readByRest = restEvent({ method: 'GET', id: productId });
const readByGraphql = graphqlEvent('Query.getProduct', { id: productId });

/** Builds all that is compared, the code caches for one runtime. The usual peer is there when the peers are installed. */
export const buildFunctions = async (root: string, output: string, runtime: Runtime) => {
  const bundles = await bundleAll(root, output);
  const candidates: Record<string, Candidate> = {
    empty: {
      directory: await write(output, 'empty', 'exports.handler = async () => ({ statusCode: 200 });'),
      event: {},
    },
    bare: {
      directory: await write(output, 'bare', await baseline(root)),
      event: { TableName: 'products', Key: { id: productId } },
    },
    rest: { directory: bundles.rest.directory, event: readByRest },
    graphql: { directory: bundles.graphql.directory, event: readByGraphql },
  };
  for (const name of ['rest', 'graphql'] as const) {
    const directory = join(output, `${name}-cached`);
    await cp(bundles[name].directory, directory, { recursive: true });
    await addCodeCache(root, directory, runtime);
    candidates[`${name}-cached`] = { directory, event: name === 'rest' ? readByRest : readByGraphql };
  }
  if (arePeersInstalled(root)) {
    const { directory } = await buildPeer(root, 'typical');
    candidates['typical'] = { directory, event: readByRest };
  }
  return candidates;
};

const write = async (output: string, name: string, script: string | Uint8Array): Promise<string> => {
  const directory = join(output, name);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{"type":"commonjs"}\n');
  await writeFile(join(directory, 'index.js'), script);
  return directory;
};
