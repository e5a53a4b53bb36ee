import { productNotFound } from '../../domain/errors.ts';
import type { Product } from '../../domain/product.ts';
import type { ProductRepository } from '../ports/product-repository.ts';

export interface GetProduct {
  readonly id: string;
}

/** Throws `PRODUCT_NOT_FOUND`. */
export const getProductHandler =
  (ports: { products: ProductRepository }) =>
  async (query: GetProduct): Promise<Product> => {
    const product = await ports.products.find(query.id);
    if (product === null) throw productNotFound();
    return product;
  };
