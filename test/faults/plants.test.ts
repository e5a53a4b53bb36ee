import { createDynamoDbProductRepository } from '../../src/adapters/secondary/dynamodb/product-repository.ts';
import { randomId } from '../../src/main/system.ts';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import type { JsonObject } from '../support/faults/exchange.ts';
import { plantsInRequests } from '../support/history/plants-in-requests.ts';
import { onRequest } from '../support/on-request.ts';
import { aProduct } from '../support/products.ts';

/* That the checker finds each planted mistake takes minutes: `npm run test:faults`. */

type Request = readonly [operation: string, input: JsonObject];

/** What the adapter sends for each kind of write, with and without an expected version. */
const recorded = async ({ client, newTable }: TestStore): Promise<Request[]> => {
  const requests: Request[] = [];
  onRequest(client, (operation, input) => requests.push([operation, input]));
  const settings = { client, tableName: await newTable(), catalogueShards: 1, newId: randomId };
  const products = createDynamoDbProductRepository(settings);
  for (const versions of [undefined, [1]]) {
    const product = aProduct({ id: randomId() });
    await products.create(product, '');
    await products.update(product.id, { name: 'Stool' }, new Date(), versions);
    await products.delete(
      product.id,
      new Date(),
      versions?.map((version) => version + 1),
    );
  }
  return requests;
};

let store: TestStore;
beforeAll(async () => {
  store = await fastestEngine();
});
afterAll(() => store.close());

it('each mistake planted in requests changes one', async () => {
  const requests = await recorded(store);
  const changesOne = ({ alteration }: (typeof plantsInRequests)[number]): boolean =>
    requests.some(([operation, input]) => {
      const altered = alteration?.request?.(operation, input) ?? input;
      return JSON.stringify(altered) !== JSON.stringify(input);
    });
  const inRequests = plantsInRequests.filter(({ alteration }) => alteration?.request !== undefined);
  expect(inRequests.length).toBeGreaterThan(10);
  expect(inRequests.filter((plant) => !changesOne(plant)).map(({ name }) => name)).toEqual([]);
});
