import * as z from 'zod/mini';
import { serviceUnavailable } from '../../../domain/errors.ts';

const refusal = z.object({ name: z.string(), $metadata: z.object({ httpStatusCode: z.number() }) });

/*
 * What passes by itself but comes as 400: throttling, and transactions of others on the same item. Names from "Error
 * handling with DynamoDB" and "Managing complex workflows with DynamoDB transactions" in the developer guide.
 */
const passing: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
  'ThrottledException',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Whether the store refuses for a reason that does not last. */
export const isPassing = (thrown: unknown): boolean => thrown instanceof Error && passing.has(thrown.name);

/**
 * Throws for what the SDK gave up on. DynamoDB's refusals (access, table, credentials, the request itself) are faults
 * of ours and stay as they are; throttling, server errors, lost connections, time-outs and unreadable answers are
 * `SERVICE_UNAVAILABLE`.
 */
export const failureOf = (thrown: unknown): never => {
  const { success, data } = refusal.safeParse(thrown);
  const { httpStatusCode: status } = success ? data.$metadata : { httpStatusCode: 0 };
  const refused = success && status >= 400 && status < 500 && status !== 429 && !passing.has(data.name);
  throw refused ? thrown : serviceUnavailable(thrown);
};
