import { createRetryStrategy } from '../../../../src/adapters/secondary/dynamodb/retry-strategy.ts';

type Failure = Parameters<ReturnType<typeof createRetryStrategy>['refreshRetryTokenForRetry']>[1];

// The SDK's type wants a cause that is an error.
const errorNamed = (name: string) => Object.assign(new Error(name), { name, cause: new Error() });

const failure: Failure = { error: errorNamed('TimeoutError'), errorType: 'TRANSIENT' };

/** How often an operation whose attempts all fail is repeated. */
const repetitions = async (strategy: ReturnType<typeof createRetryStrategy>, info = failure): Promise<number> => {
  let token = await strategy.acquireInitialRetryToken('');
  for (let count = 0; ; count += 1) {
    const next = await strategy.refreshRetryTokenForRetry(token, info).catch(() => null);
    if (next === null) return count;
    token = next;
  }
};

describe('the retry strategy', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('repeats as often as there are pauses', async () => {
    expect(await repetitions(createRetryStrategy([100, 200]))).toBe(2);
  });

  it.each([
    [0, [0, 0, 0]],
    [0.5, [0, 50, 100]],
    [0.999, [0, 99, 199]],
  ])('pauses before a repetition for a random part of its pause, such as %d', async (random, pauses) => {
    jest.spyOn(Math, 'random').mockReturnValue(random);
    const strategy = createRetryStrategy([100, 200]);
    const first = await strategy.acquireInitialRetryToken('');
    const second = await strategy.refreshRetryTokenForRetry(first, failure);
    const third = await strategy.refreshRetryTokenForRetry(second, failure);
    expect([first, second, third].map((token) => token.getRetryDelay())).toEqual(pauses);
  });

  it('does not repeat what the store refuses, unless the reason passes by itself', async () => {
    const refused = (name: string): Failure => ({
      error: errorNamed(name),
      errorType: 'CLIENT_ERROR',
    });
    const strategy = createRetryStrategy([100, 200]);
    expect(await repetitions(strategy, refused('ValidationException'))).toBe(0);
    expect(await repetitions(strategy, refused('TransactionConflictException'))).toBe(2);
    expect(await repetitions(strategy, refused('ReplicatedWriteConflictException'))).toBe(2);
  });

  it('makes one attempt an operation in a long outage, until successes refill its budget', async () => {
    const strategy = createRetryStrategy([1, 1]);
    const perOperation: number[] = [];
    for (let operation = 0; operation < 50; operation += 1) perOperation.push(1 + (await repetitions(strategy)));
    expect(perOperation.reduce((sum, attempts) => sum + attempts, 0)).toBeLessThanOrEqual(1.2 * 50);
    expect(perOperation.at(-1)).toBe(1);
    for (let success = 0; success < 20; success += 1)
      strategy.recordSuccess(await strategy.acquireInitialRetryToken(''));
    expect(await repetitions(strategy)).toBe(2);
  });

  it('takes nothing from the budget for repetitions that succeed', async () => {
    const strategy = createRetryStrategy([1, 1]);
    for (let operation = 0; operation < 100; operation += 1) {
      const first = await strategy.acquireInitialRetryToken('');
      strategy.recordSuccess(await strategy.refreshRetryTokenForRetry(first, failure));
    }
    expect(await repetitions(strategy)).toBe(2);
  });
});
