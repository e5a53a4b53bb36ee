import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether this machine's curl can sign. */
export const curlSigns = (): boolean => {
  try {
    return execFileSync('curl', ['--help', 'all'], { encoding: 'utf8' }).includes('--aws-sigv4');
  } catch {
    return false;
  }
};

/** Runs curl; gives the status and the body, as JSON where there is one. */
export const curl = async (args: readonly string[]): Promise<{ status: number; body: unknown }> => {
  const { stdout } = await promisify(execFile)('curl', ['--silent', '--write-out', '\n%{http_code}', ...args]);
  const end = stdout.lastIndexOf('\n');
  const text = stdout.slice(0, end);
  return { status: Number(stdout.slice(end + 1)), body: text === '' ? null : JSON.parse(text) };
};
