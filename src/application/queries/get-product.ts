import { productNotFound } from '../../domain/errors.ts';
import { isProductId, type Product } from '../../domain/product.ts';
import type { ProductRepository } from '../ports/product-repository.ts';

export interface GetProduct {
  readonly id: string;
}

/** Throws `PRODUCT_NOT_FOUND`. */
export const getProductHandler =
  (ports: { products: ProductRepository }) =>
  async (query: GetProduct): Promise<Product> => {
    const product = isProductId(query.id) ? await ports.products.find(query.id) : null;
    if (product === null) throw productNotFound();
    return product;
  };
