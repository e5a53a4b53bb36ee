import * as z from 'zod/mini';
import { serviceUnavailable } from '../../../domain/errors.ts';

const refusal = z.object({ name: z.string(), $metadata: z.object({ httpStatusCode: z.number() }) });

/*
 * Throttling comes as 400 too. Names from "Error handling with DynamoDB" in the DynamoDB developer guide.
 */
const throttling: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
  'ThrottledException',
  'TooManyRequestsException',
]);

/**
 * Throws for what the SDK gave up on. DynamoDB's refusals (access, table, credentials, the request itself) are faults
 * of ours and stay as they are; throttling, server errors, lost connections, time-outs and unreadable answers are
 * `SERVICE_UNAVAILABLE`.
 */
export const failureOf = (thrown: unknown): never => {
  const { success, data } = refusal.safeParse(thrown);
  const { httpStatusCode: status } = success ? data.$metadata : { httpStatusCode: 0 };
  const refused = success && status >= 400 && status < 500 && status !== 429 && !throttling.has(data.name);
  throw refused ? thrown : serviceUnavailable(thrown);
};
