import { SQSClient } from '@aws-sdk/client-sqs';

/** Where SQS is, unless the AWS environment variables tell. */
export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A client that keeps its connections and gives up in time, once an answer has begun only by the signal of the call. */
export const createSqsClient = (endpoint?: Endpoint): SQSClient =>
  new SQSClient({
    ...endpoint,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 2_000, throwOnRequestTimeout: true },
  });
