import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbProductRepository } from '../../../../src/adapters/secondary/dynamodb/product-repository.ts';
import type { ProductRepository } from '../../../../src/application/ports/product-repository.ts';
import { newProduct } from '../../../../src/domain/product.ts';
import { randomId } from '../../../../src/main/system.ts';
import { fastestEngine, type TestStore } from '../../../support/engines.ts';

let store: TestStore;
let sent: string[] = [];
beforeAll(async () => {
  store = await fastestEngine();
  noteRequests(store.client, (name) => sent.push(name));
});
afterAll(() => store.close());

/** Tells of every request as it leaves, repeated ones as well. */
const noteRequests = (client: DynamoDBDocumentClient, note: (name: string) => void): void =>
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        note(commandName);
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low' },
  );

const open = async (catalogueShards: number): Promise<ProductRepository> => {
  const settings = { client: store.client, tableName: await store.newTable(), catalogueShards, newId: randomId };
  sent = [];
  return createDynamoDbProductRepository(settings);
};

const requestsOf = async (call: () => Promise<unknown>): Promise<string[]> => {
  sent = [];
  await call();
  return sent;
};

describe('a use case of the DynamoDB adapter', () => {
  it('takes one request', async () => {
    const products = await open(1);
    const chair = newProduct({ name: 'Chair', description: null }, randomId(), new Date());
    expect(await requestsOf(() => products.create(chair, 'fingerprint'))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => products.find(chair.id))).toEqual(['GetItemCommand']);
    expect(await requestsOf(() => products.update(chair.id, { name: 'Stool' }, new Date(), [1]))).toEqual([
      'UpdateItemCommand',
    ]);
    expect(await requestsOf(() => products.list(20, null))).toEqual(['QueryCommand']);
    expect(await requestsOf(() => products.delete(chair.id, new Date()))).toEqual(['UpdateItemCommand']);
  });

  it.each([1, 2, 8])(
    'takes one request for each of %i shards for a page, wherever in the list it is',
    async (shards) => {
      const products = await open(shards);
      for (let n = 0; n < 40; n++) {
        await products.create(newProduct({ name: `Chair ${n}`, description: null }, randomId(), new Date(n)), '');
      }
      const queries = Array.from({ length: shards }, () => 'QueryCommand');
      let after = null;
      for (let page = 0; page < 4; page++) {
        sent = [];
        const { products: found, hasMore } = await products.list(10, after);
        expect(sent).toEqual(queries);
        expect([found.length, hasMore]).toEqual([10, page < 3]);
        after = found.at(-1) ?? null;
      }
    },
  );

  it('reads little more than a page, over however many shards it is spread', async () => {
    const products = await open(8);
    const limits: unknown[] = [];
    const note = (input: object): void => void limits.push('Limit' in input ? input.Limit : 0);
    store.client.middlewareStack.add((next) => (args) => (note(args.input), next(args)), {
      step: 'initialize',
      name: 'x',
    });
    await products.list(100, null);
    store.client.middlewareStack.remove('x');
    expect(limits).toHaveLength(8);
    expect(limits.reduce<number>((sum, limit) => sum + Number(limit), 0)).toBeLessThan(225);
  });
});
