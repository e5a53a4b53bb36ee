import { serviceUnavailable } from '../../../domain/errors.ts';
import type { StoredProduct } from './product-item.ts';

/** A condition on the version, and its values; empty when any version will do. */
export const versionCondition = (
  expected: readonly number[] | undefined,
): { readonly condition: string; readonly values: Readonly<Record<string, number>> } => {
  if (expected === undefined) return { condition: '', values: {} };
  // No product is at version 0, and an empty list is no valid expression.
  const versions = expected.length === 0 ? [0] : expected;
  const values = Object.fromEntries(versions.map((version, n) => [`:v${n}`, version]));
  return { condition: ` AND #version IN (${Object.keys(values).join()})`, values };
};

/** Whether the version is one of the expected ones. */
export const isExpected = ({ product }: StoredProduct, expected: readonly number[] | undefined): boolean =>
  expected === undefined || expected.includes(product.version);

/**
 * Refuses to guess. A write that was repeated after a lost answer and then refused may have been applied at first, at
 * one of the expected versions, and others may have written after it. Where the version after that one is still to be
 * seen, it names its writer, and there is nothing to guess.
 */
export const refuseToGuess = (found: StoredProduct, expected: readonly number[] | undefined): void => {
  const lastSeen = found.product.version;
  if (expected === undefined ? found.deleted : expected.some((version) => version + 1 < lastSeen)) {
    throw serviceUnavailable('Others wrote after a write whose answer was lost; it may have been applied.');
  }
};
