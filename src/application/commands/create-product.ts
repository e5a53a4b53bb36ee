import { invalidInput, type Issue } from '../../domain/errors.ts';
import { contentIssues, newProduct, type Product, type ProductContent } from '../../domain/product.ts';
import type { ProductRepository } from '../ports/product-repository.ts';
import type { Clock, Fingerprint, NewId } from '../ports/system.ts';

export interface CreateProduct {
  readonly content: ProductContent;
  /** Account and principal that ask, without a session name; an idempotency key is only ever theirs. */
  readonly caller: string;
  /** 1–255 visible ASCII characters. The same caller, key and content always yield the same one product. */
  readonly idempotencyKey?: string;
}

export interface CreatedProduct {
  /** As it was at creation, also when it has changed or gone since. */
  readonly product: Product;
  /** True when an earlier request with the same key had created it, or an earlier attempt of this one, changed since. */
  readonly replayed: boolean;
}

/** What is wrong with the given parts of the command, empty when nothing is. */
export const createProductIssues = (command: {
  readonly content: Partial<ProductContent>;
  readonly idempotencyKey?: string | undefined;
}): Issue[] => [...contentIssues(command.content), ...keyIssues(command.idempotencyKey)];

const keyIssues = (key: string | undefined): Issue[] =>
  key === undefined || visibleAscii.test(key)
    ? []
    : [{ field: 'idempotencyKey', detail: 'must be 1–255 visible ASCII characters' }];

const visibleAscii = /^[\x21-\x7e]{1,255}$/;

/** Throws `INVALID_INPUT`, `IDEMPOTENCY_KEY_REUSED`. */
export const createProductHandler =
  (ports: { products: ProductRepository; clock: Clock; newId: NewId; fingerprint: Fingerprint }) =>
  async (command: CreateProduct): Promise<CreatedProduct> => {
    const { content, caller, idempotencyKey } = command;
    if (keyIssues(idempotencyKey).length > 0) throw invalidInput(createProductIssues(command));
    const id = idempotencyKey === undefined ? ports.newId() : idFromHash(ports.fingerprint([caller, idempotencyKey]));
    const product = newProduct(content, id, ports.clock());
    const { replayed, createDate } = await ports.products.create(
      product,
      ports.fingerprint([content.name, content.description]),
    );
    return { product: replayed ? { ...product, createDate, lastUpdateDate: createDate } : product, replayed };
  };

/** A UUID of version 8 (RFC 9562, 5.8) from a hash: the table's own key then guarantees one product for a key. */
const idFromHash = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
