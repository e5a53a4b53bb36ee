import type { ErrorCode } from '../../domain/errors.ts';

/** What a door made of one request: the response for the caller, and what whoever logs must know of it. */
export interface Handled<Response> {
  readonly response: Response;
  /** The use case, or what was asked for when it is none. */
  readonly operation: string;
  /** The account and principal that call. */
  readonly principal: string;
  readonly code: ErrorCode | 'OK';
  /** What is behind `INTERNAL` and `SERVICE_UNAVAILABLE`: for the log only. */
  readonly cause?: unknown;
}
