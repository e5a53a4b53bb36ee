import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleSettings } from '../../../infra/bundle.ts';
import { say } from '../measure/progress.ts';

const restPeers = ['middy', 'typical', 'powertools-rest', 'hono', 'express', 'fastify', 'nest'] as const;
const graphqlPeers = ['powertools-appsync', 'apollo', 'yoga'] as const;

export interface Peer {
  readonly name: string;
  readonly door: 'rest' | 'graphql';
  readonly directory: string;
  readonly bytes: number;
}

/** Installs the peers in their own folder, once, and bundles each as our functions are, with the SDK left as it is. */
export const buildPeers = async (root: string): Promise<Peer[]> => {
  const folder = join(root, 'test', 'bench', 'peers');
  if (!existsSync(join(folder, 'node_modules'))) {
    say('Installing the peers in test/bench/peers…');
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder });
  }
  const peers = [
    ...restPeers.map((name) => ({ name, door: 'rest' as const })),
    ...graphqlPeers.map((name) => ({ name, door: 'graphql' as const })),
  ];
  const built: Peer[] = [];
  for (const { name, door } of peers) {
    const directory = join(folder, 'dist', name);
    built.push({ name, door, directory, bytes: await buildPeer(root, folder, name, directory) });
  }
  return built;
};

const buildPeer = async (root: string, folder: string, name: string, directory: string): Promise<number> => {
  const { outputFiles } = await build({
    ...bundleSettings,
    sourcemap: false,
    entryPoints: [join(folder, 'stacks', `${name}.mjs`)],
    outfile: join(directory, 'index.js'),
    // The same SDK as ours.
    nodePaths: [join(root, 'node_modules')],
    // Parts of Nest that only some applications install.
    external: ['@nestjs/microservices', '@nestjs/websockets', 'class-transformer', 'class-validator'],
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild gave no file for ${name}.`);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{"type":"commonjs"}\n');
  await writeFile(join(directory, 'index.js'), file.contents);
  return file.contents.byteLength;
};
