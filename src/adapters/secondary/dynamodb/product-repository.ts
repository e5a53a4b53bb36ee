import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ProductRepository } from '../../../application/ports/product-repository.ts';
import type { NewId } from '../../../application/ports/system.ts';
import type { Product } from '../../../domain/product.ts';
import { createProduct } from './create-product.ts';
import { withDeadline } from './deadline.ts';
import { deleteProduct } from './delete-product.ts';
import { listProducts } from './list-products.ts';
import { storedProductOf } from './product-item.ts';
import { createStore, type Store } from './store.ts';
import { updateProduct } from './update-product.ts';

export interface DynamoDbSettings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Over how many partitions of the index new products are spread; may be raised at any time, never lowered. */
  readonly catalogueShards: number;
  /** Names writes. */
  readonly newId: NewId;
  /** For how many milliseconds the caller still waits; asked once, as soon as a use case begins. */
  readonly timeLeft?: () => number;
}

/** Products in one DynamoDB table, one item each: one request a use case, a list one a shard, but in rare cases. */
export const createDynamoDbProductRepository = (settings: DynamoDbSettings): ProductRepository => {
  const { client, tableName, catalogueShards: shards, newId, timeLeft = () => Infinity } = settings;

  const inTime =
    <Input extends readonly unknown[], Output>(useCase: (store: Store, ...input: Input) => Promise<Output>) =>
    (...input: Input): Promise<Output> =>
      withDeadline(timeLeft(), (signal) => useCase(createStore(client, tableName, signal), ...input));

  return {
    create: inTime(createProduct(newId, shards)),
    find: inTime(findProduct),
    update: inTime(updateProduct(newId)),
    delete: inTime(deleteProduct(newId)),
    list: inTime(listProducts(shards)),
  };
};

const findProduct = async (store: Store, id: string): Promise<Product | null> => {
  const item = await store.get(id);
  if (item === undefined) return null;
  const { product, deleted } = storedProductOf(item);
  return deleted ? null : product;
};
