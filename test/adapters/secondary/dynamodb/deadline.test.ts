import { longestWait, withDeadline } from '../../../../src/adapters/secondary/dynamodb/deadline.ts';

const never = () => new Promise<never>(() => {});
const fails = { code: 'SERVICE_UNAVAILABLE' };

describe('a deadline', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('gives what comes in time, and leaves no timer behind', async () => {
    await expect(withDeadline(Infinity, async () => 'answer')).resolves.toBe('answer');
    await expect(withDeadline(Infinity, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ['below 5 s, however much time is left', 60_000, longestWait],
    ['below what is left', 1_000, 800],
  ])('ends what never ends %s, with a signal to its requests', async (_, left, end) => {
    let aborted = false;
    const settled = jest.fn();
    const waiting = withDeadline(left, (signal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return never();
    }).catch(settled);
    await jest.advanceTimersByTimeAsync(end - 1);
    expect(settled).not.toHaveBeenCalled();
    expect(aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    expect(settled).toHaveBeenCalledWith(expect.objectContaining(fails));
    expect(aborted).toBe(true);
    expect(longestWait).toBeLessThan(5_000);
  });

  it('never gives a signal that has ended one use case, or is in use, to another', async () => {
    const signals: AbortSignal[] = [];
    const late = (signal: AbortSignal) => {
      signals.push(signal);
      return never();
    };
    const two = [withDeadline(1_000, late), withDeadline(1_000, late)].map((one) => one.catch(() => {}));
    expect(new Set(signals).size).toBe(2);
    await jest.advanceTimersByTimeAsync(800);
    await Promise.all(two);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    for (let again = 0; again < 3; again++) {
      expect(await withDeadline(1_000, async ({ aborted }) => aborted)).toBe(false);
    }
  });

  it('does not begin what cannot end in time', async () => {
    const run = jest.fn(never);
    await expect(withDeadline(200, run)).rejects.toMatchObject(fails);
    expect(run).not.toHaveBeenCalled();
  });
});
