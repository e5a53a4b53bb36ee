import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { nextMessage } from './next-message.ts';

export interface BundledFunction {
  /** What the handler answers to an event, as JSON carries it. */
  invoke(event: unknown): Promise<unknown>;
  close(): Promise<void>;
}

interface Start {
  /** Holds `index.js`. */
  readonly directory: string;
  /** What the process has for an environment, and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where on 127.0.0.1 all that it asks for over TLS goes. */
  readonly port: number;
  readonly flags?: readonly string[];
}

/** Starts a bundled function in a process of its own. */
export const startBundledFunction = async ({ directory, environment, port, flags = [] }: Start) => {
  const script = resolve('test', 'support', 'lambda-process.cjs');
  const child = fork(script, [directory, String(port)], {
    env: { ...environment, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    execArgv: [...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await nextMessage(child);
  const started: BundledFunction = {
    invoke: async (event) => {
      child.send(JSON.parse(JSON.stringify(event)));
      return answered.parse(await nextMessage(child)).answer;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
  return started;
};

const answered = z.object({ answer: z.unknown() });
