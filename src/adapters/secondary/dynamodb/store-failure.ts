import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { serviceUnavailable } from '../../../domain/errors.ts';

/*
 * What passes by itself but comes as 400: throttling, and what others write at the same moment: to the same item in a
 * transaction, or to its replica in another region. Names from "Error handling with DynamoDB" and "Managing complex
 * workflows with DynamoDB transactions" in the developer guide, and from the SDK's model.
 */
const passing: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
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
  throw isRefusal(thrown) && !isPassing(thrown) ? thrown : serviceUnavailable(thrown);
};

const isRefusal = (thrown: unknown): boolean => {
  if (!(thrown instanceof DynamoDBServiceException)) return false;
  const { httpStatusCode: status = 0 } = thrown.$metadata;
  return status >= 400 && status < 500 && status !== 429;
};
