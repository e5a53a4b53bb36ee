/** What `run` gives, or what `late` gives when it has not settled after so many milliseconds. Leaves no timer behind. */
export const withTimeLimit = async <T>(milliseconds: number, run: () => Promise<T>, late: () => T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), milliseconds);
  });
  try {
    return await Promise.race([run(), timedOut]);
  } finally {
    clearTimeout(timer);
  }
};
