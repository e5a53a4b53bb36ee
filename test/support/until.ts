import { setTimeout } from 'node:timers/promises';

/** Waits until something is so, and fails when it is not so in time. */
export const until = async (isSo: () => boolean, what = 'It', milliseconds = 10_000): Promise<void> => {
  const deadline = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`${what} has not come about in ${milliseconds} ms.`);
    await setTimeout(5);
  }
};
