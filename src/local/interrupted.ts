// npm passes on the Ctrl-C that the terminal has already sent to all of its processes. In milliseconds.
const sameInterruption = 500;

/** Resolves at the first Ctrl-C; a later one, for the impatient, ends the process at once. */
export const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    let first: number | undefined;
    const hear = (): void => {
      const now = performance.now();
      first ??= now;
      if (now - first > sameInterruption) process.exit(130);
      resolve();
    };
    process.on('SIGINT', hear).on('SIGTERM', hear);
  });
