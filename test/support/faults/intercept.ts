import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { HttpRequest } from '@smithy/core/protocols';
import type { Fault } from './faults.ts';
import { faultHeader } from './proxy.ts';

/** One attempt of one call of the adapter to the store. */
export interface Attempt {
  /** The how-manieth call of this client, from 1: a call site, when the client serves one request. */
  readonly call: number;
  /** From 1. */
  readonly attempt: number;
  /** The SDK's command: `PutItemCommand`. */
  readonly command: string;
}

export interface Interception {
  /** What is to happen to an attempt. */
  fault?(attempt: Attempt): Fault | undefined;
  /** Looks at an attempt before it is sent, and when its answer has come, or it has failed. */
  before?(attempt: Attempt): Promise<void> | void;
  after?(attempt: Attempt, error: unknown): Promise<void> | void;
  /** The port of the store, for attempts without a fault: they need no proxy. */
  readonly storePort?: number;
}

/** Steps in at each attempt of a client of the fault proxy. */
export const intercept = (client: DynamoDBDocumentClient, interception: Interception): void => {
  let calls = 0;
  client.middlewareStack.add(
    (next, context) => {
      calls += 1;
      const call = calls;
      return async (args) => {
        const { request } = args;
        if (!HttpRequest.isInstance(request)) return next(args);
        const attempt = { call, attempt: attemptOf(request), command: String(context.commandName) };
        await interception.before?.(attempt);
        direct(request, interception.fault?.(attempt), interception.storePort);
        const answer = await next(args).then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        );
        await interception.after?.(attempt, 'error' in answer ? answer.error : null);
        if ('error' in answer) throw answer.error;
        return answer.value;
      };
    },
    // Inside the retries.
    { name: 'intercept', step: 'finalizeRequest', priority: 'low' },
  );
};

const attemptOf = ({ headers }: HttpRequest): number =>
  Number(/attempt=(\d+)/.exec(headers['amz-sdk-request'] ?? '')?.[1]);

const direct = (request: HttpRequest, fault: Fault | undefined, storePort: number | undefined): void => {
  // The request was signed before, and stays valid: no engine signs for headers that it does not know.
  if (fault !== undefined) request.headers[faultHeader] = fault.name;
  if (fault?.play === null) request.port = closedPort;
  else if (fault === undefined && storePort !== undefined) request.port = storePort;
};

/** Nothing listens on the port for "discard". */
const closedPort = 9;
