import { spawn } from 'node:child_process';

interface Child {
  readonly node: string;
  readonly flags?: readonly string[];
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a script in a Node.js of its own, which prints its finding as one line of JSON on standard error's sibling, file
 * descriptor 3; standard output is thrown away, as it is where a function's log goes. Its environment is empty but for
 * what is given.
 */
export const finding = ({ node, flags = [], script, args, env = {} }: Child): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const child = spawn(node, [...flags, script, ...args], {
      env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complained = '';
    child.stdio[3]?.on('data', (chunk: Buffer) => (said += String(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => (complained += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && said !== '') resolve(JSON.parse(said));
      else reject(new Error(`${script} ended with ${code}: ${complained}`));
    });
  });
