import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { StandardRetryStrategy } from '@smithy/core/retry';
import { expectWholeAnswers } from './whole-answer.ts';

/** Where DynamoDB is, unless the AWS environment variables tell. */
export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** For how long a request waits, in milliseconds, and how often it is repeated. */
export interface Patience {
  readonly connectionTimeout: number;
  /** For the head of an answer, and once more for its body. */
  readonly requestTimeout: number;
  /** The longest pause before each repetition: there are as many repetitions as pauses. */
  readonly pauses: readonly number[];
}

/** Three attempts that all time out, with the longest pauses between them, take 3.9 s. */
const patience: Patience = { connectionTimeout: 500, requestTimeout: 1_000, pauses: [300, 600] };

/** A client that keeps its connections, gives up in time and never waits for ever. */
export const createDynamoDbClient = (
  endpoint?: Endpoint,
  { connectionTimeout, requestTimeout, pauses } = patience,
): DynamoDBDocumentClient => {
  const maxAttempts = pauses.length + 1;
  const client = new DynamoDBClient({
    ...endpoint,
    maxAttempts,
    // The strategy also holds the budget of repetitions, which only successes refill: in a long outage each operation
    // makes one attempt.
    retryStrategy: new StandardRetryStrategy({ maxAttempts, backoff: fullJitter(pauses) }),
    // Without `throwOnRequestTimeout` the handler only warns, and a request to a dead store hangs for ever.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  expectWholeAnswers(client, requestTimeout);
  return DynamoDBDocumentClient.from(client);
};

// Repetitions of many callers spread evenly over the pause. The SDK's own pauses have changed between patch releases,
// and its pause after throttling alone can outlast the deadline.
const fullJitter = (pauses: readonly number[]) => ({
  setDelayBase: (): void => {},
  computeNextBackoffDelay: (repetition: number): number => Math.floor(Math.random() * (pauses[repetition] ?? 0)),
});
