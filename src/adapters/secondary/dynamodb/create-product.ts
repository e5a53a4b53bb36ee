import type { Creation } from '../../../application/ports/product-repository.ts';
import type { NewId } from '../../../application/ports/system.ts';
import { idempotencyKeyReused, serviceUnavailable } from '../../../domain/errors.ts';
import type { Product } from '../../../domain/product.ts';
import { newItem, storedProductOf } from './product-item.ts';
import type { Store } from './store.ts';
import { productTable } from './table.ts';

/** A put on condition that the id is free: never used, or that of a product deleted more than seven days ago. */
export const createProduct =
  (newId: NewId, shards: number) =>
  async (store: Store, product: Product, fingerprint: string): Promise<Creation> => {
    const { createDate } = product;
    const writeId = newId();
    const written = await store.put({
      Item: newItem(product, fingerprint, writeId, shardOf(product.id, shards)),
      // DynamoDB removes expired items days late, if at all.
      ConditionExpression: 'attribute_not_exists(#id) OR #expiry <= :now',
      ExpressionAttributeNames: { '#id': productTable.partitionKey, '#expiry': productTable.expiryAttribute },
      ExpressionAttributeValues: { ':now': Math.floor(Date.parse(createDate) / 1000) },
    });
    if (written.applied) return { replayed: false, createDate };

    if (written.found === undefined) throw serviceUnavailable('The id was taken, and a moment later free.');
    const found = storedProductOf(written.found);
    if (found.writeId === writeId) return { replayed: false, createDate };
    if (found.fingerprint !== fingerprint) throw idempotencyKeyReused();
    return { replayed: true, createDate: found.product.createDate };
  };

/** Ids are random or hashes, so their first digits spread evenly. */
const shardOf = (id: string, shards: number): string => String(Number.parseInt(id.slice(0, 8), 16) % shards);
