import { spawn } from 'node:child_process';

export interface RelayOrder {
  /** Where engine, bus and queue are. */
  readonly engine: string;
  readonly bus: string;
  readonly queue: string;
  readonly tableName: string;
  /** The file that outlives the process. */
  readonly checkpoints: string;
  /** The share of invocations in which the function dies. */
  readonly crashes: number;
}

export interface Relay {
  /** How often it was killed. */
  readonly kills: () => number;
  /** Ends it for good. */
  stop(): Promise<void>;
}

interface Fate {
  readonly lifetime: () => number;
  /** Told of each end before the next beginning. */
  readonly onKill: () => void;
}

/** Keeps a relay running, and kills it after so many milliseconds each time, until it is to stop. */
export const runRelay = (order: RelayOrder, { lifetime, onKill }: Fate): Relay => {
  const stopping = new AbortController();
  let kills = 0;
  let end = (): void => {};
  const live = async (): Promise<void> => {
    const relay = spawn(process.execPath, ['--import', 'tsx', 'test/events/relay.ts', JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    const gone = new Promise<void>((resolve) => relay.once('close', () => resolve()));
    end = () => relay.kill('SIGKILL');
    let timer: NodeJS.Timeout | undefined;
    // A busy machine takes long to start it: to kill it before it works would show nothing, and go on for ever.
    relay.once('message', () => {
      timer = setTimeout(() => {
        kills += 1;
        end();
      }, lifetime());
    });
    await gone;
    clearTimeout(timer);
    if (!stopping.signal.aborted) onKill();
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) await live();
  };
  const ended = run();
  return {
    kills: () => kills,
    stop: () => {
      stopping.abort();
      end();
      return ended;
    },
  };
};
