import { invalidInput, productNotFound, type Issue } from '../../domain/errors.ts';
import { changeIssues, isProductId, productChange, type Product, type ProductChange } from '../../domain/product.ts';
import type { ProductRepository } from '../ports/product-repository.ts';
import type { Clock } from '../ports/system.ts';
import { versionIssues } from './expected-versions.ts';

export interface UpdateProduct {
  readonly id: string;
  readonly change: ProductChange;
  /** When given, the product must be at one of these versions; an empty list matches none. */
  readonly expectedVersions?: readonly number[];
}

/** What is wrong with the command, empty when nothing is. */
export const updateProductIssues = (command: Omit<UpdateProduct, 'id'>): Issue[] => [
  ...changeIssues(command.change),
  ...versionIssues(command.expectedVersions),
];

/** Throws `INVALID_INPUT`, `PRODUCT_NOT_FOUND`, `VERSION_MISMATCH`. */
export const updateProductHandler =
  (ports: { products: ProductRepository; clock: Clock }) =>
  async (command: UpdateProduct): Promise<Product> => {
    const { id, expectedVersions } = command;
    if (versionIssues(expectedVersions).length > 0) throw invalidInput(updateProductIssues(command));
    const change = productChange(command.change);
    if (!isProductId(id)) throw productNotFound();
    return ports.products.update(id, change, ports.clock(), expectedVersions);
  };
