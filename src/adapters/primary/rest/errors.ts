import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { DomainError, type ErrorCode } from '../../../domain/errors.ts';
import { InvalidRequest, located, type RestIssue } from './invalid-request.ts';

interface Problem {
  readonly status: number;
  readonly title: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The one map from error codes to REST answers; total, so a new code does not compile without its answer. */
const problems: Record<ErrorCode, Problem> = {
  INVALID_INPUT: { status: 400, title: 'Invalid input' },
  PRODUCT_NOT_FOUND: { status: 404, title: 'Product not found' },
  VERSION_MISMATCH: { status: 412, title: 'Version mismatch' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'Idempotency key reused' },
  SERVICE_UNAVAILABLE: { status: 503, title: 'Service unavailable', headers: { 'Retry-After': '1' } },
  INTERNAL: { status: 500, title: 'Internal error' },
};

/** What a door tells of a failure, and what it keeps for the log. */
export interface Failure {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly issues: readonly RestIssue[];
  readonly cause?: unknown;
}

/** What to answer to anything thrown; whatever we do not know is `INTERNAL`, with a fixed text. */
export const failureOf = (thrown: unknown): Failure => {
  if (thrown instanceof InvalidRequest) return { code: 'INVALID_INPUT', detail: thrown.message, issues: thrown.issues };
  if (thrown instanceof DomainError) {
    const { code, message, issues, cause } = thrown;
    return { code, detail: message, issues: issues.map(located), cause };
  }
  return { code: 'INTERNAL', detail: 'Something went wrong on our side.', issues: [], cause: thrown };
};

/** The failure as problem details (RFC 9457). */
export const problemResponse = (failure: Failure, event: APIGatewayProxyEvent): APIGatewayProxyResult => {
  const { status, title, headers } = problems[failure.code];
  return {
    statusCode: status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
    body: JSON.stringify({
      type: `urn:product-catalogue:problem:${failure.code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      detail: failure.detail,
      instance: event.path,
      code: failure.code,
      requestId: event.requestContext.requestId,
      ...(failure.issues.length > 0 ? { errors: failure.issues } : {}),
    }),
  };
};
