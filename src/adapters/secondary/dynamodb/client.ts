import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRetryStrategy } from './retry-strategy.ts';
import { expectWholeAnswers } from './whole-answer.ts';

/** Where DynamoDB is, unless the AWS environment variables tell. */
export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
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
export const patience: Patience = { connectionTimeout: 500, requestTimeout: 1_000, pauses: [300, 600] };

/** A client that keeps its connections, gives up in time and never waits for ever. */
export const createDynamoDbClient = (
  endpoint?: Endpoint,
  { connectionTimeout, requestTimeout, pauses } = patience,
): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({
    ...endpoint,
    maxAttempts: pauses.length + 1,
    retryStrategy: createRetryStrategy(pauses),
    // Without `throwOnRequestTimeout` the handler only warns, and a request to a dead store hangs for ever.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  expectWholeAnswers(client, requestTimeout);
  return DynamoDBDocumentClient.from(client);
};
