import type { StoredState } from '../../src/domain/events.ts';
import type { Product } from '../../src/domain/product.ts';

export const productId = '00000000-0000-4000-8000-000000000001';

/** A product, of which a test says only what matters. */
export const aProduct = (changes: Partial<Product> = {}): Product => {
  const createDate = changes.createDate ?? '2026-01-01T00:00:00.000Z';
  return {
    id: productId,
    name: 'Chair',
    description: null,
    createDate,
    lastUpdateDate: createDate,
    version: 1,
    ...changes,
  };
};

export const living = (changes: Partial<Product> = {}): StoredState => ({
  product: aProduct(changes),
  deletedAt: null,
});

/** What a deletion leaves: it has the version that the deletion made. */
export const deleted = (changes: Partial<Product> = {}, deletedAt = '2026-01-02T00:00:00.000Z'): StoredState => ({
  product: aProduct({ version: 2, ...changes }),
  deletedAt,
});
