import type { ErrorCode } from '../../src/domain/errors.ts';
import type { Outcome } from '../support/products-api.ts';

/** The value of an outcome that must be one. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if ('refused' in outcome) throw new Error(`Expected a value, got ${outcome.refused} (${outcome.fields.join()}).`);
  return outcome.value;
};

/** Expects a refusal that names exactly these fields. */
export const expectRefusal = (outcome: Outcome<unknown>, code: ErrorCode, fields: readonly string[] = []): void => {
  expect(outcome).toEqual({ refused: code, fields: [...fields].sort() });
};

export const unknownId = '00000000-0000-4000-8000-00000000dead';
