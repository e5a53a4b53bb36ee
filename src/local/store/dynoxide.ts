import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { UserError } from '../user-error.ts';
import type { Engine } from './engine.ts';

/**
 * The path of dynoxide's executable among the packages of a folder, or null where its package is not installed: it
 * exists for linux-x64 only.
 */
export const dynoxidePath = (root = '.'): string | null => {
  try {
    return createRequire(resolve(root, 'package.json')).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return null;
  }
};

/** Starts dynoxide as a child process: in memory, or in a file of a folder that outlives it. */
export const startDynoxide = async (path: string, folder: string | null): Promise<Engine> => {
  const port = await freePort();
  const options = folder === null ? [] : ['--db-path', databaseIn(folder)];
  // dynoxide outlives a parent that is killed. The shell between ends it when our end of its standard input closes,
  // which happens however we end. In a process group of its own, so that Ctrl-C reaches only us.
  const guard = spawn('/bin/sh', ['-c', guarded, path, '--port', String(port), ...options], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((settle) => guard.once('close', () => settle()));
  // The shell waits for dynoxide. Were it alone to be killed, the output would go on.
  const exited = new Promise<void>((settle) => guard.once('exit', () => settle()));
  const close = (): Promise<void> => {
    guard.stdin.end();
    return exited;
  };
  // The output is that of dynoxide alone, so that it is over when dynoxide is, for which the shell does not look.
  guard.stdout.once('end', () => guard.stdin.end());
  await listening(guard, ended, folder);
  return { name: 'dynoxide', endpoint: `http://127.0.0.1:${port}`, ended, close };
};

const guarded =
  '"$0" "$@" </dev/null & child=$!; exec >/dev/null 2>&1; read -r _; kill "$child" 2>/dev/null; wait "$child"';

const database = 'products.sqlite';

const databaseIn = (folder: string): string => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UserError(`Cannot write to the folder '${folder}': name another one after --data, or make it writable.`);
  }
  return join(folder, database);
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

const listening = (guard: ChildProcessWithoutNullStreams, ended: Promise<void>, folder: string | null): Promise<void> =>
  new Promise((settle, reject) => {
    let said = '';
    const fail = (): void => reject(notStarted(said, folder));
    guard.once('error', fail);
    void ended.then(fail);
    const outputs = [guard.stdout, guard.stderr];
    const hear = (chunk: Buffer): void => {
      said += String(chunk);
      if (!said.includes('listening on')) return;
      // What it says from now on is thrown away: kept, it would grow for as long as the server runs.
      for (const output of outputs) output.off('data', hear).resume();
      settle();
    };
    for (const output of outputs) output.on('data', hear);
  });

const notStarted = (said: string, folder: string | null): UserError => {
  // Its first sentence tells what is wrong, and those after it of options that it was built without.
  const [reason] = said.replace(/^error: /, '').split(/\.?\s*(?:\n|$)|\.\s/);
  const why = reason || 'it said nothing';
  return new UserError(
    folder === null
      ? `The embedded DynamoDB did not start (${why}): try again, or name another one in AWS_ENDPOINT_URL_DYNAMODB.`
      : `The embedded DynamoDB did not start on the data in '${folder}' (${why}): move ${database} out of that folder, or name another folder after --data.`,
  );
};
