import type { NewId } from '../../../application/ports/system.ts';
import { productNotFound, serviceUnavailable, versionMismatch } from '../../../domain/errors.ts';
import type { Product } from '../../../domain/product.ts';
import { versionCondition } from './expected-version.ts';
import { expiryOf, productOf, storedProductOf } from './product-item.ts';
import type { Store } from './store.ts';
import { productTable } from './table.ts';

/**
 * An update that turns the item into a tombstone, out of the index. It keeps the content: a late replay of the
 * creation and a repeated attempt of the deletion are answered from it.
 */
export const deleteProduct =
  (newId: NewId) =>
  async (store: Store, id: string, at: Date, expected?: readonly number[]): Promise<Product> => {
    const writeId = newId();
    const written = await store.update(id, tombstone(at, writeId, expected));
    if (written.applied) return productOf(written.attributes);

    if (written.found === undefined) throw productNotFound();
    const { product, deleted, writeId: lastWriteId } = storedProductOf(written.found);
    if (lastWriteId === writeId) return { ...product, version: product.version - 1 };
    // A tombstone is final and names who made it, so there is nothing to guess: this deletion was never applied.
    if (deleted) throw productNotFound();
    if (expected === undefined) throw serviceUnavailable('The product came while it was looked at.');
    throw versionMismatch();
  };

const { partitionKey, catalogueIndex, expiryAttribute } = productTable;

const tombstone = (at: Date, writeId: string, expected: readonly number[] | undefined) => {
  const { condition, values } = versionCondition(expected);
  return {
    UpdateExpression:
      'SET #version = #version + :one, #writeId = :writeId, #deletedAt = :at, #expiry = :expiry REMOVE #shard, #position',
    ConditionExpression: `attribute_exists(#id) AND attribute_not_exists(#expiry)${condition}`,
    ExpressionAttributeNames: {
      '#id': partitionKey,
      '#expiry': expiryAttribute,
      '#version': 'version',
      '#writeId': 'writeId',
      '#deletedAt': 'deletedAt',
      '#shard': catalogueIndex.partitionKey,
      '#position': catalogueIndex.sortKey,
    },
    ExpressionAttributeValues: {
      ':one': 1,
      ':writeId': writeId,
      ':at': at.toISOString(),
      ':expiry': expiryOf(at),
      ...values,
    },
    ReturnValues: 'ALL_OLD' as const,
  };
};
