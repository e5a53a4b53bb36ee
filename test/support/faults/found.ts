import type { Product } from '../../../src/domain/product.ts';
import type { Outcome } from '../products-api.ts';
import { unexpected } from './too-slow.ts';

/** What a look at a product finds, null when it is not there: no other refusal tells that it is gone. */
export const foundBy = (outcome: Outcome<Product>): Product | null => {
  if ('value' in outcome) return outcome.value;
  if (outcome.refused !== 'PRODUCT_NOT_FOUND') throw unexpected('A look at a product failed', outcome.refused);
  return null;
};
