import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { UserError } from '../user-error.ts';
import type { Engine } from './engine.ts';

/** The path of dynoxide's executable, or null where its package is not installed: it exists for linux-x64 only. */
export const dynoxidePath = (): string | null => {
  try {
    return createRequire(resolve('package.json')).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return null;
  }
};

/** Starts dynoxide as a child process: in memory, or in a file of a folder that outlives it. */
export const startDynoxide = async (path: string, folder: string | null): Promise<Engine> => {
  const port = await freePort();
  const database = folder === null ? [] : ['--db-path', databaseIn(folder)];
  // dynoxide outlives a parent that is killed. The shell between ends it when our end of its standard input closes,
  // which happens however we end. In a process group of its own, so that Ctrl-C reaches only us.
  const guard = spawn('/bin/sh', ['-c', guarded, path, '--port', String(port), ...database], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await listening(guard, folder);
  return { name: 'dynoxide', endpoint: `http://127.0.0.1:${port}`, close: () => end(guard) };
};

const guarded = '"$0" "$@" </dev/null & child=$!; read -r _; kill "$child" 2>/dev/null; wait "$child"';

const databaseIn = (folder: string): string => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UserError(`Cannot write to the folder '${folder}': name another one after --data, or make it writable.`);
  }
  return join(folder, 'products.sqlite');
};

/** Asked for beforehand: told to choose one itself, dynoxide does not say which. */
const freePort = (): Promise<number> =>
  new Promise((settle, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const listening = (guard: ChildProcess, folder: string | null): Promise<void> =>
  new Promise((settle, reject) => {
    let said = '';
    const fail = (): void =>
      reject(
        new UserError(
          `The embedded DynamoDB did not start${folder === null ? '' : ` on the data in '${folder}'`}: ${said.trim() || 'it said nothing'}.`,
        ),
      );
    guard.once('error', fail).once('exit', fail);
    const hear = (chunk: Buffer): void => {
      said += String(chunk);
      if (said.includes('listening on')) settle();
    };
    guard.stdout?.on('data', hear);
    guard.stderr?.on('data', hear);
  });

const end = (guard: ChildProcess): Promise<void> =>
  new Promise((settle) => {
    if (guard.exitCode !== null || guard.signalCode !== null) return settle();
    guard.once('exit', () => settle());
    guard.stdin?.end();
  });
