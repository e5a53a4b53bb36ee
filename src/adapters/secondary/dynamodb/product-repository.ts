import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ProductRepository } from '../../../application/ports/product-repository.ts';
import type { NewId } from '../../../application/ports/system.ts';
import { createProduct } from './create-product.ts';
import { deleteProduct } from './delete-product.ts';
import { listProducts } from './list-products.ts';
import { storedProductOf } from './product-item.ts';
import { createStore } from './store.ts';
import { updateProduct } from './update-product.ts';

export interface DynamoDbSettings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Over how many partitions of the index new products are spread; may be raised at any time, never lowered. */
  readonly catalogueShards: number;
  /** Names writes. */
  readonly newId: NewId;
}

/** Products in one DynamoDB table, one item each: one request a use case, a list one a shard. */
export const createDynamoDbProductRepository = (settings: DynamoDbSettings): ProductRepository => {
  const { client, tableName, catalogueShards: shards, newId } = settings;
  const store = createStore(client, tableName);

  return {
    create: createProduct(store, newId, shards),
    update: updateProduct(store, newId),
    delete: deleteProduct(store, newId),
    list: listProducts(store, shards),
    async find(id) {
      const item = await store.get(id);
      if (item === undefined) return null;
      const { product, deleted } = storedProductOf(item);
      return deleted ? null : product;
    },
  };
};
