import { DomainError, type ErrorCode, type Issue } from '../../../domain/errors.ts';
import type { GraphqlAnswer } from './event.ts';

/** The one map from error codes to GraphQL's `errorType`; total, so a new code does not compile without its answer. */
const errorTypes: Record<ErrorCode, string> = {
  INVALID_INPUT: 'InvalidInput',
  PRODUCT_NOT_FOUND: 'ProductNotFound',
  VERSION_MISMATCH: 'VersionMismatch',
  IDEMPOTENCY_KEY_REUSED: 'IdempotencyKeyReused',
  SERVICE_UNAVAILABLE: 'ServiceUnavailable',
  INTERNAL: 'InternalError',
};

export interface Failure {
  readonly code: ErrorCode;
  readonly answer: GraphqlAnswer;
  readonly cause: unknown;
}

/** What to answer to anything thrown; whatever we do not know is `INTERNAL`, with a fixed text. */
export const failureOf = (thrown: unknown): Failure => {
  if (!(thrown instanceof DomainError)) {
    return failure('INTERNAL', 'Something went wrong on our side.', null, thrown);
  }
  const { code, message, issues, cause } = thrown;
  return failure(code, message, issues.length > 0 ? { issues: issues.map(located) } : null, cause);
};

const failure = (code: ErrorCode, message: string, info: unknown, cause: unknown): Failure => ({
  code,
  answer: { error: { type: errorTypes[code], message, info } },
  cause,
});

/** Names an offending argument by its path in the field's arguments: `input.name`, `limit`. */
const located = ({ field, detail }: Issue): { path: string; detail: string } => {
  if (field === 'pageSize') return { path: 'limit', detail };
  if (field === 'nextToken') return { path: 'nextToken', detail };
  return { path: field === '' ? 'input' : `input.${field}`, detail };
};
