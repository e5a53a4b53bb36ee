import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { StandardRetryStrategy } from '@smithy/core/retry';

/** Milliseconds. Three attempts that all time out, with the longest pauses between them, take 3.9 s. */
const connectionTimeout = 500;
const requestTimeout = 1_000;
const maxAttempts = 3;
const longestPause = [300, 600];

/** After so many milliseconds a call ends, whatever it is waiting for: below the 5 s that we promise our callers. */
export const callDeadline = 4_500;

// Full jitter: retries of many callers spread evenly over the pause. The SDK's own pauses have changed between
// patch releases, and its pause after throttling alone can outlast the deadline.
const backoff = {
  setDelayBase: (): void => {},
  computeNextBackoffDelay: (retry: number): number => Math.floor(Math.random() * (longestPause[retry] ?? 600)),
};

/** Where DynamoDB is, unless the AWS environment variables tell. */
export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A client that keeps its connections, gives up in time and never waits for ever. */
export const createDynamoDbClient = (endpoint?: Endpoint): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      ...endpoint,
      maxAttempts,
      retryStrategy: new StandardRetryStrategy({ maxAttempts, backoff }),
      // Without `throwOnRequestTimeout` the handler only warns, and a request to a dead store hangs for ever.
      requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
    }),
  );
