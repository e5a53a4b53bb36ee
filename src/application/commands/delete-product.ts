import { invalidInput, productNotFound, type Issue } from '../../domain/errors.ts';
import { isProductId, type Product } from '../../domain/product.ts';
import type { ProductRepository } from '../ports/product-repository.ts';
import type { Clock } from '../ports/system.ts';
import { versionIssues } from './expected-versions.ts';

export interface DeleteProduct {
  readonly id: string;
  /** When given, the product must be at one of these versions; an empty list matches none. */
  readonly expectedVersions?: readonly number[];
}

/** What is wrong with the command, empty when nothing is. */
export const deleteProductIssues = (command: Omit<DeleteProduct, 'id'>): Issue[] =>
  versionIssues(command.expectedVersions);

/**
 * Throws `INVALID_INPUT`, `PRODUCT_NOT_FOUND`, `VERSION_MISMATCH`.
 * @returns the product as it was
 */
export const deleteProductHandler =
  (ports: { products: ProductRepository; clock: Clock }) =>
  async (command: DeleteProduct): Promise<Product> => {
    const issues = deleteProductIssues(command);
    if (issues.length > 0) throw invalidInput(issues);
    if (!isProductId(command.id)) throw productNotFound();
    return ports.products.delete(command.id, ports.clock(), command.expectedVersions);
  };
