import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** Where EventBridge is, unless the AWS environment variables tell. */
export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A client that keeps its connections and gives up in time: three attempts that all time out take under 8 s. */
export const createEventBridgeClient = (endpoint?: Endpoint): EventBridgeClient =>
  new EventBridgeClient({
    ...endpoint,
    maxAttempts: 3,
    // Without `throwOnRequestTimeout` the handler only warns, and a request to a dead service hangs for ever.
    requestHandler: { connectionTimeout: 500, requestTimeout: 2_000, throwOnRequestTimeout: true },
  });
