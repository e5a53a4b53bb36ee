import { productEvent } from '../../src/domain/events.ts';
import { aProduct, deleted, living, productId } from '../support/products.ts';

const seenAt = '2026-01-09T00:00:00.000Z';

describe('the event of a change', () => {
  it('of nothing into a product is its creation', () => {
    expect(productEvent(null, living(), seenAt)).toEqual({
      schemaVersion: 1,
      eventId: `${productId}/2026-01-01T00:00:00.000Z/1`,
      type: 'ProductCreated',
      productId,
      version: 1,
      occurredAt: '2026-01-01T00:00:00.000Z',
      product: aProduct(),
    });
  });

  it('of a product is its update, with its new state and the fields that differ', () => {
    const after = { name: 'Bench', description: 'Oak', version: 2, lastUpdateDate: '2026-01-03T00:00:00.000Z' };
    expect(productEvent(living(), living(after), seenAt)).toEqual({
      schemaVersion: 1,
      eventId: `${productId}/2026-01-01T00:00:00.000Z/2`,
      type: 'ProductUpdated',
      productId,
      version: 2,
      occurredAt: '2026-01-03T00:00:00.000Z',
      product: aProduct(after),
      changed: ['name', 'description'],
    });
  });

  it.each([
    [{ name: 'Bench' }, ['name']],
    [{ description: 'Oak' }, ['description']],
    [{}, []],
  ])('to %j names %j as changed', (change, changed) => {
    expect(productEvent(living(), living({ ...change, version: 2 }), seenAt)).toMatchObject({ changed });
  });

  it('of a product into what a deletion leaves is its deletion, with the product as it was', () => {
    expect(productEvent(living({ version: 4 }), deleted({ version: 5 }), seenAt)).toEqual({
      schemaVersion: 1,
      eventId: `${productId}/2026-01-01T00:00:00.000Z/5`,
      type: 'ProductDeleted',
      productId,
      version: 5,
      occurredAt: '2026-01-02T00:00:00.000Z',
      product: aProduct({ version: 4 }),
    });
  });

  it('of a product into nothing, by hand, is its deletion too, at the time when it was seen', () => {
    expect(productEvent(living({ version: 4 }), null, seenAt)).toMatchObject({
      type: 'ProductDeleted',
      version: 5,
      occurredAt: seenAt,
      product: { version: 4 },
    });
  });

  it('of what an old deletion left into a product is its creation, of another life', () => {
    const again = living({ createDate: '2026-02-01T00:00:00.000Z' });
    const first = productEvent(null, living(), seenAt);
    const second = productEvent(deleted(), again, seenAt);
    expect(second).toMatchObject({ type: 'ProductCreated', version: 1, product: again.product });
    expect(second?.eventId).not.toBe(first?.eventId);
  });

  it.each([
    ['of what a deletion left into nothing', deleted(), null],
    ['of what a deletion left', deleted(), deleted({}, '2026-01-03T00:00:00.000Z')],
    ['of nothing into what a deletion left', null, deleted()],
    ['of nothing that is of the product', living(), living()],
  ])('%s is none', (_, before, after) => {
    expect(productEvent(before, after, seenAt)).toBeNull();
  });
});
