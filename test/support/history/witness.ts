import { unmarshall } from '@aws-sdk/util-dynamodb';
import { storedProductOf } from '../../../src/adapters/secondary/dynamodb/product-item.ts';
import type { Product } from '../../../src/domain/product.ts';
import type { TestStore } from '../engines.ts';
import { groupBy } from './history.ts';

/**
 * Each state that each product was in, by id, as the store's own stream tells it: no version stays unseen, however many
 * answers were lost. Null where the engine has no stream.
 */
export const statesInStore = async (
  store: TestStore,
  tableName: string,
): Promise<ReadonlyMap<string, readonly Product[]> | null> => {
  const stream = await store.streamOf(tableName);
  if ('missing' in stream) return null;
  try {
    const { reader } = stream;
    const states: Product[] = [];
    for (const { id } of await reader.shards()) {
      let after: string | null = null;
      for (;;) {
        const { records, isEnd }: Awaited<ReturnType<typeof reader.read>> = await reader.read(id, after, 1000);
        states.push(...records.flatMap(({ dynamodb }) => livingState(dynamodb.NewImage)));
        if (isEnd || records.length === 0) break;
        after = records.at(-1)?.dynamodb.SequenceNumber ?? null;
      }
    }
    return groupBy(states, ({ id }) => id);
  } finally {
    await stream.close();
  }
};

const livingState = (image: Parameters<typeof unmarshall>[0] | undefined): Product[] => {
  if (image === undefined) return [];
  const { product, deleted } = storedProductOf(unmarshall(image));
  return deleted ? [] : [product];
};
