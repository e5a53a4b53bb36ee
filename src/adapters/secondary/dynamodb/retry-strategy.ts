import type { StandardRetryStrategy } from '@smithy/core/retry';
import { isPassing } from './store-failure.ts';

type Strategy = Pick<StandardRetryStrategy, 'acquireInitialRetryToken' | 'refreshRetryTokenForRetry' | 'recordSuccess'>;
type Token = Parameters<Strategy['recordSuccess']>[0];

/** How many repetitions a client may make without a success: in a long outage, each operation makes one attempt. */
const fullBudget = 10;

/**
 * What a success without repetitions adds to the budget; one with them gives back what they took. A condition that
 * fails is none to the SDK, not even for a write that finds its own earlier attempt.
 */
const refill = 0.1;

/**
 * The SDK's retry strategy, said explicitly: its own has changed attempts, pauses and budget between patch releases, and
 * its pause after throttling alone can outlast our deadline. There are as many repetitions as pauses, in milliseconds;
 * each pause is random up to its length ("full jitter"), so that the repetitions of many callers spread evenly.
 */
export const createRetryStrategy = (pauses: readonly number[]): Strategy => {
  let budget = fullBudget;
  return {
    acquireInitialRetryToken: async () => token(0, 0),
    refreshRetryTokenForRetry: async (last, { error, errorType }) => {
      const repetitions = last.getRetryCount();
      const pause = pauses[repetitions];
      const isWorthwhile = errorType === 'TRANSIENT' || errorType === 'THROTTLING' || isPassing(error);
      // The SDK then throws what the attempt has failed with.
      if (pause === undefined || !isWorthwhile || budget < 1) throw new Error('No repetition.');
      budget -= 1;
      return token(repetitions + 1, Math.floor(Math.random() * pause));
    },
    recordSuccess: (last) => {
      budget = Math.min(fullBudget, budget + (last.getRetryCount() || refill));
    },
  };
};

const token = (repetitions: number, pause: number): Token => ({
  getRetryCount: () => repetitions,
  getRetryDelay: () => pause,
  getRetryCost: () => undefined,
});
