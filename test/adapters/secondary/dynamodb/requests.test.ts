import { createDynamoDbProductRepository } from '../../../../src/adapters/secondary/dynamodb/product-repository.ts';
import type { ProductRepository } from '../../../../src/application/ports/product-repository.ts';
import { newProduct } from '../../../../src/domain/product.ts';
import { randomId } from '../../../../src/main/system.ts';
import { fastestEngine, type TestStore } from '../../../support/engines.ts';
import { onRequest } from '../../../support/on-request.ts';

let store: TestStore;
/** Every request, repeated ones as well, and how many items it may read. */
let sent: { readonly operation: string; readonly limit: unknown }[] = [];
beforeAll(async () => {
  store = await fastestEngine();
  onRequest(store.client, (operation, { Limit: limit }) => sent.push({ operation, limit }));
});
afterAll(() => store.close());

const open = async (catalogueShards: number): Promise<ProductRepository> => {
  const settings = { client: store.client, tableName: await store.newTable(), catalogueShards, newId: randomId };
  sent = [];
  return createDynamoDbProductRepository(settings);
};

const operations = (): string[] => sent.map(({ operation }) => operation);

const requestsOf = async (call: () => Promise<unknown>): Promise<string[]> => {
  sent = [];
  await call();
  return operations();
};

describe('a use case of the DynamoDB adapter', () => {
  it('takes one request', async () => {
    const products = await open(1);
    const chair = newProduct({ name: 'Chair', description: null }, randomId(), new Date());
    expect(await requestsOf(() => products.create(chair, 'fingerprint'))).toEqual(['PutItem']);
    expect(await requestsOf(() => products.find(chair.id))).toEqual(['GetItem']);
    expect(await requestsOf(() => products.update(chair.id, { name: 'Stool' }, new Date(), [1]))).toEqual([
      'UpdateItem',
    ]);
    expect(await requestsOf(() => products.list(20, null))).toEqual(['Query']);
    expect(await requestsOf(() => products.delete(chair.id, new Date()))).toEqual(['UpdateItem']);
  });

  it.each([1, 2, 8])(
    'takes one request for each of %i shards for a page, wherever in the list it is',
    async (shards) => {
      const products = await open(shards);
      for (let n = 0; n < 40; n++) {
        await products.create(newProduct({ name: `Chair ${n}`, description: null }, randomId(), new Date(n)), '');
      }
      const queries = Array.from({ length: shards }, () => 'Query');
      let after = null;
      for (let page = 0; page < 4; page++) {
        sent = [];
        const { products: found, hasMore } = await products.list(10, after);
        expect(operations()).toEqual(queries);
        expect([found.length, hasMore]).toEqual([10, page < 3]);
        after = found.at(-1) ?? null;
      }
    },
  );

  it('reads little more than a page, over however many shards it is spread', async () => {
    const products = await open(8);
    await products.list(100, null);
    const limits = sent.map(({ limit }) => Number(limit));
    expect(limits).toHaveLength(8);
    expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeLessThan(225);
  });
});
