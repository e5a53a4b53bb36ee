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

/** Installs the peers in their own folder, and bundles each as our functions are, with the SDK left as it is. */
export const buildPeers = async (root: string): Promise<Peer[]> => {
  say('Installing the peers in test/bench/peers, where they are not there yet…');
  const options = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
  await promisify(execFile)('npm', ['install', ...options], { cwd: folderOf(root) });
  const peers = [
    ...restPeers.map((name) => ({ name, door: 'rest' as const })),
    ...graphqlPeers.map((name) => ({ name, door: 'graphql' as const })),
  ];
  const built: Peer[] = [];
  for (const { name, door } of peers) {
    built.push({ name, door, ...(await buildPeer(root, name)) });
  }
  return built;
};

export const arePeersInstalled = (root: string): boolean => existsSync(join(folderOf(root), 'node_modules'));

const folderOf = (root: string): string => join(root, 'test', 'bench', 'peers');

export const buildPeer = async (root: string, name: string): Promise<Pick<Peer, 'directory' | 'bytes'>> => {
  const folder = folderOf(root);
  const directory = join(folder, 'dist', name);
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
  return { directory, bytes: file.contents.byteLength };
};
