import { createDynamoDbProductRepository } from '../../src/adapters/secondary/dynamodb/product-repository.ts';
import { randomId } from '../../src/main/system.ts';
import { engines, type TestStore } from '../support/engines.ts';
import { describeProductRepository } from './product-repository.ts';

/** Holds the DynamoDB adapter to the contract of its port on one engine; says so where the engine is not to be had. */
export const describeDynamoDbOn = (engine: string, shardCounts: readonly number[]): void => {
  const start = engines[engine];
  if (start === undefined) {
    it.todo(`DynamoDB on ${engine}: not on this machine`);
    return;
  }
  describe(`on ${engine},`, () => {
    let store: TestStore;
    beforeAll(async () => {
      store = await start();
    });
    afterAll(() => store.close());

    describe.each(shardCounts)('with %i shards,', (shards) => {
      describeProductRepository('DynamoDB', async () => {
        const tableName = await store.newTable();
        const open = (catalogueShards: number) =>
          createDynamoDbProductRepository({ client: store.client, tableName, catalogueShards, newId: randomId });
        return { repository: open(shards), reopen: open };
      });
    });
  });
};
