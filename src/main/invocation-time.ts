import type { Context } from 'aws-lambda';

/** How much time an invocation has left, for use cases whose commands and queries do not carry it. */
export interface InvocationTime {
  begin(context: Pick<Context, 'getRemainingTimeInMillis'>): void;
  /** Milliseconds, of the invocation that began last; without end before the first. */
  left(): number;
}

/**
 * Lambda runs one invocation at a time in a process. On the laptop many share one, and `left` is right for whoever asks
 * before they first wait for something, as the DynamoDB adapter does. (AsyncLocalStorage would be right later as well,
 * at a price on each of the SDK's promises before Node.js 24.)
 */
export const createInvocationTime = (): InvocationTime => {
  let left = (): number => Infinity;
  return {
    begin: (context) => {
      left = () => context.getRemainingTimeInMillis();
    },
    left: () => left(),
  };
};
