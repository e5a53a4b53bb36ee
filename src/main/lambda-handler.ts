import type { Context } from 'aws-lambda';
import type { Handled } from '../adapters/primary/handled.ts';
import { createInvocationTime } from './invocation-time.ts';
import type { Log } from './log.ts';
import { requestLine } from './request-line.ts';

/**
 * A Lambda handler around a door: it answers with the door's response and logs one line, so that neither doors nor
 * use cases carry log lines.
 */
export const lambdaHandler = <Event, Response>(
  handle: (event: Event) => Promise<Handled<Response>>,
  log: Log,
  time = createInvocationTime(),
): ((event: Event, context: Context) => Promise<Response>) => {
  let coldStart = true;
  return async (event, context) => {
    const { awsRequestId: requestId, functionName } = context;
    const begun = process.hrtime.bigint();
    time.begin(context);
    const handled = await handle(event);
    log(requestLine({ functionName, handled, requestId, durationMs: millisecondsSince(begun), coldStart }));
    coldStart = false;
    return handled.response;
  };
};

// Not `performance.now()`: to touch it makes Node.js load all of its performance hooks, in the middle of a cold start.
const millisecondsSince = (begun: bigint): number => Number(process.hrtime.bigint() - begun) / 1e6;
