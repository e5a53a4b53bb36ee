import type { Product } from '../domain/product.ts';
import { createProductHandler, type CreatedProduct, type CreateProduct } from './commands/create-product.ts';
import { deleteProductHandler, type DeleteProduct } from './commands/delete-product.ts';
import { updateProductHandler, type UpdateProduct } from './commands/update-product.ts';
import type { ProductRepository } from './ports/product-repository.ts';
import type { Clock, Fingerprint, NewId } from './ports/system.ts';
import { getProductHandler, type GetProduct } from './queries/get-product.ts';
import { listProductsHandler, type ListProducts, type ProductPage } from './queries/list-products.ts';

/**
 * Start here: all that the catalogue can do. Both doors drive these five use cases and nothing else.
 * Each throws only `DomainError`s whose codes its file lists, `SERVICE_UNAVAILABLE`, or a real fault.
 */
export interface Application {
  createProduct(command: CreateProduct): Promise<CreatedProduct>;
  updateProduct(command: UpdateProduct): Promise<Product>;
  deleteProduct(command: DeleteProduct): Promise<Product>;
  getProduct(query: GetProduct): Promise<Product>;
  listProducts(query: ListProducts): Promise<ProductPage>;
}

/** All that the catalogue needs from outside. */
export interface Ports {
  readonly products: ProductRepository;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly fingerprint: Fingerprint;
}

/** Called by the Lambda entry points, the local server and the tests alike; only they choose adapters. */
export const createApplication = (ports: Ports): Application => ({
  createProduct: createProductHandler(ports),
  updateProduct: updateProductHandler(ports),
  deleteProduct: deleteProductHandler(ports),
  getProduct: getProductHandler(ports),
  listProducts: listProductsHandler(ports),
});
