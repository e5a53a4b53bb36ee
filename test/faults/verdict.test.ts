import { foundBy } from '../support/faults/found.ts';
import { TooSlow } from '../support/faults/too-slow.ts';
import { aProduct } from '../support/products.ts';

describe('a look at a product', () => {
  it('finds it, or that it is not there', () => {
    const product = aProduct();
    expect(foundBy({ value: product })).toEqual(product);
    expect(foundBy({ refused: 'PRODUCT_NOT_FOUND', fields: [] })).toBeNull();
  });

  it('takes no other refusal for its absence', () => {
    expect(() => foundBy({ refused: 'SERVICE_UNAVAILABLE', fields: [] })).toThrow(TooSlow);
    expect(() => foundBy({ refused: 'INTERNAL', fields: [] })).toThrow('A look at a product failed: INTERNAL.');
  });
});
