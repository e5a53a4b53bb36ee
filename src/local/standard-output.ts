/**
 * Told when whoever reads standard output has gone, as `head` does: without a listener Node.js would end the process
 * with a stack trace. What is written from then on is lost without a word.
 */
export const onReaderGone = (listener: () => void): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    listener();
  });
};
