import type { Product, ProductChange } from '../../domain/product.ts';

/**
 * Where products are kept. Each method is atomic, and its effect is durable and visible to `find` once it has returned.
 * Any method throws `SERVICE_UNAVAILABLE` when the store throttles, fails, does not answer in time, or changes while it
 * is looked at; a write may then have been applied or not.
 */
export interface ProductRepository {
  /**
   * Stores a new product under its id. When the id is taken, by a product or by one that was deleted in the last
   * seven days (`deletedProductRetention`), nothing changes, and `fingerprint` decides: the one stored with that
   * id → `replayed`, with the `createDate` of the first time; another one → throws `IDEMPOTENCY_KEY_REUSED`.
   */
  create(product: Product, fingerprint: string): Promise<Creation>;

  /** The product as of the last write, or null when there is none or it was deleted. */
  find(id: string): Promise<Product | null>;

  /**
   * Changes the given fields, adds one to `version`, and moves `lastUpdateDate` to `at`, but never back.
   * Without `expectedVersions` the last writer wins.
   * Throws `PRODUCT_NOT_FOUND`, or `VERSION_MISMATCH` when the version is none of the expected ones.
   * @returns the product after the change
   */
  update(id: string, change: ProductChange, at: Date, expectedVersions?: readonly number[]): Promise<Product>;

  /**
   * Deletes a product. Throws as `update` does.
   * @returns the product as it was
   */
  delete(id: string, at: Date, expectedVersions?: readonly number[]): Promise<Product>;

  /**
   * Up to `limit` products after a position, newest first (by `createDate`, then `id`, both descending).
   * May lag behind the last writes by moments. `limit` is 1–100.
   */
  list(limit: number, after: CataloguePosition | null): Promise<CataloguePage>;
}

export interface Creation {
  readonly replayed: boolean;
  readonly createDate: string;
}

/** A place between products in the order of the list; the product that it names need not exist. */
export interface CataloguePosition {
  readonly createDate: string;
  readonly id: string;
}

/** `products` is as long as asked for unless it reaches the end; `hasMore` is exact as of the reading. */
export interface CataloguePage {
  readonly products: readonly Product[];
  readonly hasMore: boolean;
}

/** How long the id of a deleted product stays taken, in seconds. */
export const deletedProductRetention = 7 * 24 * 60 * 60;
