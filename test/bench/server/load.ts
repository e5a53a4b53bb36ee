import { Agent, request } from 'node:http';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Load {
  readonly perSecond: number;
  readonly answers: number;
  readonly errors: number;
}

/** Keeps so many calls on the way for so many seconds, each worker with the next of the calls. */
export const load = async (work: () => Promise<boolean>, connections: number, seconds: number): Promise<Load> => {
  const counts = { answers: 0, errors: 0 };
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) counts[(await work().catch(() => false)) ? 'answers' : 'errors'] += 1;
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { ...counts, perSecond: (counts.answers * 1000) / (performance.now() - begun) };
};

/** Work that sends the calls in turn over kept connections; false where an answer is no success. */
export const callsInTurn = (calls: readonly Call[], connections: number): { work(): Promise<boolean>; end(): void } => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let turn = 0;
  const work = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const call = calls[turn++ % calls.length];
      if (call === undefined) return reject(new Error('There is nothing to call.'));
      const { method, url, headers, body } = call;
      request(url, { method, headers, agent }, (answer) => {
        answer.resume().once('end', () => resolve((answer.statusCode ?? 500) < 300));
      })
        .once('error', reject)
        .end(body);
    });
  return { work, end: () => agent.destroy() };
};
