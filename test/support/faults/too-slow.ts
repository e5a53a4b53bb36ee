/** A store without a fault did not answer in time: the machine is too slow at the moment. */
export class TooSlow extends Error {}

/** Why what must succeed was refused: any refusal but this one is a fault of the code. */
export const unexpected = (what: string, code: string): Error =>
  new (code === 'SERVICE_UNAVAILABLE' ? TooSlow : Error)(`${what}: ${code}.`);

/** Whether an attempt ended because time ran out, which has no reason to where there is no fault. */
export const ranOutOfTime = (error: unknown): boolean => error instanceof Error && waited.has(error.name);

const waited: ReadonlySet<string> = new Set(['TimeoutError', 'AbortError']);

/** How often a thing is done again. */
export const maxSpoilt = 8;

/** Does a thing; again, after a while of so many milliseconds and more each time, when it throws `TooSlow`. */
export const patiently = async <T>(
  milliseconds: number,
  act: (spoilt: number) => Promise<T>,
  giveUp: (why: string) => T,
): Promise<T> => {
  let why = '';
  for (let spoilt = 0; spoilt <= maxSpoilt; spoilt += 1) {
    try {
      return await act(spoilt);
    } catch (cause) {
      if (!(cause instanceof TooSlow)) throw cause;
      why = cause.message;
    }
    await new Promise((resolve) => setTimeout(resolve, (spoilt + 1) * milliseconds));
  }
  return giveUp(`the machine is too slow for its time-outs: ${why}`);
};
