import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { withTimeLimit } from './time-limit.ts';

/** What came of one invocation: the answer after its way through JSON, or the error as Lambda reports it. */
export type Invocation = { readonly payload: unknown } | { readonly error: InvocationError };

export interface InvocationError {
  /** The name of the thrown error, or Lambda's own word, such as `Sandbox.Timedout`. */
  readonly type: string;
  readonly message: string;
}

export type Invoke = (event: unknown) => Promise<Invocation>;

interface LambdaFunction<Event, Response> {
  readonly functionName: string;
  readonly handler: (event: Event, context: Context) => Promise<Response>;
  readonly timeoutMs: number;
  readonly memoryMb?: number;
  readonly region?: string;
  readonly accountId?: string;
}

// "Lambda quotas" in its developer guide: 6 MB each way, an answer with 100 bytes of grace.
const maxRequestBytes = 6 * 1024 * 1024;
const maxResponseBytes = maxRequestBytes + 100;

/**
 * A function in this process, called as Lambda calls it synchronously: event and answer are JSON on the way, so that
 * what JSON cannot carry does not slip through. Rejects for an event that JSON has no text for, and for nothing else.
 * Unlike Lambda it cannot freeze a handler whose time is over, nor interrupt one that never yields.
 */
export const createLambda = <Event, Response>(lambda: LambdaFunction<Event, Response>): Invoke => {
  const newContext = contextsOf(lambda);
  return async (event) => {
    const request = json(event);
    if (Buffer.byteLength(request) > maxRequestBytes) return requestTooLarge;
    const context = newContext();
    return withTimeLimit(
      lambda.timeoutMs,
      () => invocation(lambda.handler, request, context),
      () => timedOut(lambda.timeoutMs, context.awsRequestId),
    );
  };
};

const invocation = async <Event, Response>(
  handler: LambdaFunction<Event, Response>['handler'],
  request: string,
  context: Context,
): Promise<Invocation> => {
  try {
    const event: Event = JSON.parse(request);
    const response = responseJson(await handler(event, context));
    return Buffer.byteLength(response) > maxResponseBytes ? responseTooLarge : { payload: JSON.parse(response) };
  } catch (thrown) {
    return { error: errorOf(thrown) };
  }
};

const timedOut = (timeoutMs: number, requestId: string): Invocation => {
  const seconds = (timeoutMs / 1000).toFixed(2);
  const message = `${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`;
  return { error: { type: 'Sandbox.Timedout', message } };
};

// As the Node.js runtime reports what a handler throws.
const errorOf = (thrown: unknown): InvocationError =>
  thrown instanceof Error
    ? { type: thrown.name, message: thrown.message }
    : { type: typeof thrown, message: String(thrown) };

/** The value as JSON; like the runtime, `null` for what JSON has no word for. */
const json = (value: unknown): string => {
  const text: string | undefined = JSON.stringify(value);
  return text ?? 'null';
};

const responseJson = (response: unknown): string => {
  try {
    return json(response);
  } catch {
    throw new Error('Unable to stringify response body');
  }
};

const requestTooLarge: Invocation = {
  error: {
    type: 'RequestEntityTooLargeException',
    message: `Request must be smaller than ${maxRequestBytes} bytes for the InvokeFunction operation`,
  },
};

const responseTooLarge: Invocation = {
  error: {
    type: 'Function.ResponseSizeTooLarge',
    message: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
  },
};

/** What gives each invocation its context. Written out: V8 makes an object of others many times as slowly. */
const contextsOf = ({
  functionName,
  timeoutMs,
  memoryMb = 128,
  region = 'us-east-1',
  accountId = '000000000000',
}: Omit<LambdaFunction<never, unknown>, 'handler'>): (() => Context) => {
  const memoryLimitInMB = String(memoryMb);
  const invokedFunctionArn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  const logGroupName = `/aws/lambda/${functionName}`;
  // The same for as long as the function runs.
  const logStreamName = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
  return () => {
    const deadline = performance.now() + timeoutMs;
    return {
      callbackWaitsForEmptyEventLoop: true,
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn,
      memoryLimitInMB,
      logGroupName,
      logStreamName,
      awsRequestId: randomUUID(),
      getRemainingTimeInMillis: () => Math.floor(deadline - performance.now()),
      done: noCallback,
      fail: noCallback,
      succeed: noCallback,
    };
  };
};

// The types still ask for them; the runtime of Node.js 24 has dropped them.
const noCallback = (): never => {
  throw new Error('The function must return a promise: callbacks are not served.');
};
