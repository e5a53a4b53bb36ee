import { createDynamoDbProductRepository } from '../../src/adapters/secondary/dynamodb/product-repository.ts';
import type { ProductRepository } from '../../src/application/ports/product-repository.ts';
import { newProduct } from '../../src/domain/product.ts';
import { randomId } from '../../src/main/system.ts';
import type { TestStore } from '../support/engines.ts';
import type { Step } from './verdict.ts';

/** Fewer than the entries of a request to the bus, so that changes of one product meet in one. */
const writers = 6;
const longestLife = 40;

/** Makes so many changes through the repository, and tells each as soon as it is committed. */
export const write = async (
  store: TestStore,
  tableName: string,
  changes: number,
  random: () => number,
  committed: (step: Step) => void,
): Promise<void> => {
  const { client } = store;
  const repository = createDynamoDbProductRepository({ client, tableName, catalogueShards: 4, newId: randomId });
  let left = changes;
  const writer = async (): Promise<void> => {
    while (left > 0) {
      const length = Math.min(left, 1 + Math.floor(random() * longestLife));
      left -= length;
      await liveThrough(repository, length, random() < 0.5, committed);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
};

/** A product with so many versions, the last of which may be its deletion. */
const liveThrough = async (
  repository: ProductRepository,
  length: number,
  isDeleted: boolean,
  committed: (step: Step) => void,
): Promise<void> => {
  const {
    id: productId,
    createDate,
    ...content
  } = newProduct({ name: 'Chair 1', description: 'Oak' }, randomId(), new Date());
  const product = { ...content, id: productId, createDate };
  const tell = (version: number): void =>
    committed({ eventId: `${productId}/${createDate}/${version}`, productId, createDate, version });
  await repository.create(product, 'fingerprint');
  tell(1);
  for (let version = 2; version <= length; version++) {
    if (version === length && isDeleted) await repository.delete(productId, new Date());
    else await repository.update(productId, { name: `Chair ${version}` }, new Date());
    tell(version);
  }
};
