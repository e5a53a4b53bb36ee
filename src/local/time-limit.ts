/** What `run` gives, or what `late` gives when it has not settled after so many milliseconds. Leaves no timer behind. */
export const withTimeLimit = <T>(milliseconds: number, run: () => Promise<T>, late: () => T): Promise<T> =>
  // Not `Promise.race`, which takes as long as all else that the local gateway does for a request.
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late()), milliseconds);
    run()
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
