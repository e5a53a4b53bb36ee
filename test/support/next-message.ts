import type { ChildProcess } from 'node:child_process';

/** The next message of a process, which may end without one. */
export const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const end = (code: number | null, signal: string | null): void =>
      reject(new Error(`The process ended without a message (${signal ?? code}).`));
    child.once('exit', end).once('message', (message) => {
      child.off('exit', end);
      resolve(message);
    });
  });
