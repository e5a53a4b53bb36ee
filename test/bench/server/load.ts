import { openConnection, requestBytes, type Call } from './connection.ts';

export interface Load {
  readonly perSecond: number;
  readonly answers: number;
  readonly errors: number;
  /** The share of one core that this process, which asks, has used. At 1 it is not the servers that are measured. */
  readonly askingCpu: number;
}

/** Keeps one call on the way on each of so many connections for so many seconds. */
export const load = async (
  work: (connection: number) => Promise<boolean>,
  connections: number,
  seconds: number,
): Promise<Load> => {
  const counts = { answers: 0, errors: 0 };
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const worker = async (connection: number): Promise<void> => {
    while (performance.now() < end) counts[(await work(connection).catch(() => false)) ? 'answers' : 'errors'] += 1;
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => worker(connection)));
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...counts,
    perSecond: (counts.answers * 1000) / milliseconds,
    askingCpu: (user + system) / 1000 / milliseconds,
  };
};

interface Calls {
  /** Sends the next call over one of the connections; false where the answer is no success. */
  work(connection: number): Promise<boolean>;
  end(): void;
}

/** Work that sends the calls in turn. */
export const callsInTurn = (calls: readonly Call[], connections: number): Calls => {
  const [first] = calls;
  if (first === undefined) throw new Error('There is nothing to call.');
  const requests = calls.map(requestBytes);
  const open = Array.from({ length: connections }, () => openConnection(new URL(first.url)));
  let turn = 0;
  return {
    work: async (connection) => {
      const request = requests[turn++ % requests.length];
      const status = request && (await open[connection]?.send(request));
      return status !== undefined && status < 300;
    },
    end: () => {
      for (const connection of open) connection.end();
    },
  };
};
