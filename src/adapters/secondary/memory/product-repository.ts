import {
  deletedProductRetention,
  type CataloguePosition,
  type ProductRepository,
} from '../../../application/ports/product-repository.ts';
import { idempotencyKeyReused, productNotFound, versionMismatch } from '../../../domain/errors.ts';
import type { Product } from '../../../domain/product.ts';

interface Stored {
  readonly product: Product;
  readonly fingerprint: string;
  /** When the id of a deleted product becomes free again, in milliseconds since 1970; null while it lives. */
  readonly freeFrom: number | null;
}

/** Products in this process's memory, for fast tests; held to the same contract as the DynamoDB adapter. */
export const createMemoryProductRepository = (): ProductRepository => {
  const items = new Map<string, Stored>();

  const living = (id: string, expectedVersions: readonly number[] | undefined): Stored => {
    const stored = items.get(id);
    if (stored === undefined || stored.freeFrom !== null) throw productNotFound();
    if (expectedVersions?.includes(stored.product.version) === false) throw versionMismatch();
    return stored;
  };

  return {
    async create(product, fingerprint) {
      const taken = items.get(product.id);
      if (taken === undefined || (taken.freeFrom ?? Infinity) <= Date.parse(product.createDate)) {
        items.set(product.id, { product: { ...product }, fingerprint, freeFrom: null });
        return { replayed: false, createDate: product.createDate };
      }
      if (taken.fingerprint !== fingerprint) throw idempotencyKeyReused();
      return { replayed: true, createDate: taken.product.createDate };
    },

    async find(id) {
      const stored = items.get(id);
      return stored === undefined || stored.freeFrom !== null ? null : { ...stored.product };
    },

    async update(id, { name, description }, at, expectedVersions) {
      const stored = living(id, expectedVersions);
      const product: Product = {
        ...stored.product,
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        lastUpdateDate: later(stored.product.lastUpdateDate, at.toISOString()),
        version: stored.product.version + 1,
      };
      items.set(id, { ...stored, product });
      return { ...product };
    },

    async delete(id, at, expectedVersions) {
      const stored = living(id, expectedVersions);
      items.set(id, { ...stored, freeFrom: at.getTime() + deletedProductRetention * 1000 });
      return { ...stored.product };
    },

    async list(limit, after) {
      const products = [...items.values()]
        .filter(({ freeFrom }) => freeFrom === null)
        .map(({ product }) => product)
        .filter((product) => after === null || position(product) < position(after))
        .sort((a, b) => (position(a) < position(b) ? 1 : -1));
      return {
        products: products.slice(0, limit).map((product) => ({ ...product })),
        hasMore: products.length > limit,
      };
    },
  };
};

const position = ({ createDate, id }: CataloguePosition): string => `${createDate}#${id}`;

const later = (a: string, b: string): string => (a > b ? a : b);
