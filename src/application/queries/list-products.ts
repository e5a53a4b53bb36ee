import { invalidInput, type Issue } from '../../domain/errors.ts';
import type { Product } from '../../domain/product.ts';
import type { ProductRepository } from '../ports/product-repository.ts';
import { nextTokenAt, positionOf } from './next-token.ts';

export interface ListProducts {
  /** 1–100, 20 when absent. */
  readonly pageSize?: number;
  /** The `nextToken` of the page before; absent for the first page. */
  readonly nextToken?: string;
}

/** Newest first. `nextToken` is null on the last page and only there; every other page is full. */
export interface ProductPage {
  readonly products: readonly Product[];
  readonly nextToken: string | null;
}

const defaultPageSize = 20;
const maxPageSize = 100;

/** What is wrong with the query, empty when nothing is. */
export const listProductsIssues = ({ pageSize = defaultPageSize, nextToken }: ListProducts): Issue[] => [
  ...(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= maxPageSize
    ? []
    : [{ field: 'pageSize', detail: `must be a whole number from 1 to ${maxPageSize}` }]),
  ...(nextToken === undefined || positionOf(nextToken) !== null
    ? []
    : [{ field: 'nextToken', detail: 'must be the nextToken of an earlier page' }]),
];

/** Throws `INVALID_INPUT`. */
export const listProductsHandler =
  (ports: { products: ProductRepository }) =>
  async (query: ListProducts): Promise<ProductPage> => {
    const issues = listProductsIssues(query);
    if (issues.length > 0) throw invalidInput(issues);
    const after = query.nextToken === undefined ? null : positionOf(query.nextToken);
    const { products, hasMore } = await ports.products.list(query.pageSize ?? defaultPageSize, after);
    const last = products.at(-1);
    return { products, nextToken: hasMore && last !== undefined ? nextTokenAt(last) : null };
  };
