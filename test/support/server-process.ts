import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const keys = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.optional(z.string()) });
const readyLine = z.object({
  rest: z.string(),
  graphql: z.string(),
  region: z.string(),
  principals: z.record(z.string(), keys),
});

export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: { stdout: string; stderr: string };
  /** The first line of standard output; rejects when the process ends before. */
  readonly firstLine: Promise<string>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** The local server as a user starts it, in the folder of the project or in another one. */
export const startProcess = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = '.',
): ServerProcess => {
  const child = spawn(process.execPath, [join(process.cwd(), 'infra/local/start.js'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
  });
  const output = { stdout: '', stderr: '' };
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)));
  const firstLine = new Promise<string>((resolve, reject) => {
    let isKnown = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += String(chunk);
      // Under load there are thousands of lines a second, which are not searched through again and again.
      const end = isKnown ? -1 : output.stdout.indexOf('\n');
      if (end === -1) return;
      isKnown = true;
      resolve(output.stdout.slice(0, end));
    });
    void ended.then(() => reject(new Error(`The server ended: ${output.stderr}`)));
  });
  firstLine.catch(() => {});
  return { child, output, firstLine, ended };
};

/** Where a server started with `--json` listens, and its keys. */
export const addressOf = async ({ firstLine }: ServerProcess): Promise<z.infer<typeof readyLine>> =>
  readyLine.parse(JSON.parse(await firstLine));

/** The processes that a process has started and that are alive, as Linux tells. */
export const childrenOf = (parent: number | undefined): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);

const parentOf = (pid: string): number | null => {
  try {
    // `17 (its name) S 16 …`, where the name may have anything in it.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? null : Number(parent);
  } catch {
    // It has ended since.
    return null;
  }
};
