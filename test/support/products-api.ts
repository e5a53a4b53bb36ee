import type { ErrorCode } from '../../src/domain/errors.ts';
import type { Product } from '../../src/domain/product.ts';

/** What every way in gives back for the same request: a value, or a refusal in the core's own words. */
export type Outcome<T> = { readonly value: T } | { readonly refused: ErrorCode; readonly fields: readonly string[] };

export interface Page {
  /** Without their versions, which a list over REST does not carry. */
  readonly products: readonly Omit<Product, 'version'>[];
  readonly nextToken: string | null;
}

/**
 * The catalogue as a client sees it, whichever way in. A driver translates to its own protocol and back, and adds no
 * judgement of its own.
 */
export interface ProductsApi {
  create(
    content: { name: string; description?: string | null },
    options?: { idempotencyKey?: string; as?: Caller },
  ): Promise<Outcome<Product>>;
  get(id: string): Promise<Outcome<Product>>;
  update(
    id: string,
    change: { name?: string; description?: string | null },
    expectedVersion?: number,
  ): Promise<Outcome<Product>>;
  delete(id: string, expectedVersion?: number): Promise<Outcome<'deleted'>>;
  list(query?: { pageSize?: number; nextToken?: string }): Promise<Outcome<Page>>;
}

/** Two principals that may write: a user, and a role through one of its sessions. */
export type Caller = 'writer' | 'session';

/** One way in, started on an empty catalogue. */
export interface WayIn {
  readonly api: ProductsApi;
  /** Moves the service's clock by so many milliseconds. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}
