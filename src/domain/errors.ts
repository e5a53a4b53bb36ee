/**
 * Everything that can go wrong, as one closed list. Each door owns a total map from
 * these codes to its own answers, so a new code does not compile until both doors answer it.
 */
export const errorCodes = [
  'INVALID_INPUT',
  'PRODUCT_NOT_FOUND',
  'VERSION_MISMATCH',
  'IDEMPOTENCY_KEY_REUSED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * One offending input. `field` is its name in the command or query, empty for the input as a whole; `detail` goes to
 * the caller and continues the sentence that the field begins ("name must not be blank").
 */
export interface Issue {
  readonly field: string;
  readonly detail: string;
}

/** The one exception of the core. Its message and issues are safe to show to any caller; its cause is not. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];

  constructor(code: ErrorCode, message: string, details: { issues?: readonly Issue[]; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.issues = details.issues ?? [];
  }
}

/** Refuses an input, naming every offending field at once. */
export const invalidInput = (issues: readonly Issue[]): DomainError =>
  new DomainError('INVALID_INPUT', 'The request has invalid input.', { issues });

export const productNotFound = (): DomainError =>
  new DomainError('PRODUCT_NOT_FOUND', 'There is no product with this id.');

export const versionMismatch = (): DomainError =>
  new DomainError(
    'VERSION_MISMATCH',
    'The product has changed since the version you named. Read it again and repeat the change on what you find.',
  );

export const idempotencyKeyReused = (): DomainError =>
  new DomainError(
    'IDEMPOTENCY_KEY_REUSED',
    'This idempotency key was already used to create a product with other content. Use a new key for a new product.',
  );

/** The store throttles, fails, does not answer in time, or cannot tell whether a write was applied; `cause` is for the log. */
export const serviceUnavailable = (cause?: unknown): DomainError =>
  new DomainError('SERVICE_UNAVAILABLE', 'The catalogue cannot answer right now. Try again shortly.', { cause });
