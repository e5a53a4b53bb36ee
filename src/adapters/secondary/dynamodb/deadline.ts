import { setMaxListeners } from 'node:events';
import { serviceUnavailable } from '../../../domain/errors.ts';

/** The longest that a use case waits for the store, in milliseconds: below the 5 s that callers are promised. */
export const longestWait = 4_500;

/** What is kept of the time that is left for the answer to be made and logged, in milliseconds. */
export const reserve = 200;

/**
 * Gives a use case a signal that ends its requests after `longestWait`, or sooner when less time is left, and ends the
 * use case itself then, whatever it is still waiting for. Throws `SERVICE_UNAVAILABLE`.
 */
export const withDeadline = async <T>(timeLeft: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const milliseconds = Math.min(longestWait, timeLeft - reserve);
  if (milliseconds <= 0) throw serviceUnavailable('There was no time left to ask the store.');
  const controller = unused.pop() ?? newController();
  // Not `Promise.race`, which costs more than the timer.
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(serviceUnavailable(`The store took longer than ${milliseconds} ms.`));
      controller.abort();
    }, milliseconds);
    const end = (): void => {
      clearTimeout(timer);
      if (!controller.signal.aborted) unused.push(controller);
    };
    run(controller.signal).finally(end).then(resolve, reject);
  });
};

/** Those of use cases that ended in time, as many as ever ran at once: on Node.js 20, one costs as much as a log line. */
const unused: AbortController[] = [];

const newController = (): AbortController => {
  const controller = new AbortController();
  // Each request listens, and a list makes one for each shard: no leak that Node.js need warn of.
  setMaxListeners(0, controller.signal);
  return controller;
};
