import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newItem } from '../../../src/adapters/secondary/dynamodb/product-item.ts';
import type { CataloguePosition } from '../../../src/application/ports/product-repository.ts';
import { newProduct } from '../../../src/domain/product.ts';
import { progress } from '../measure/progress.ts';
import { content } from '../stub/items.ts';

const batchSize = 25;
const batchesAtOnce = 8;
const pageSize = 100;

export interface Seeded {
  /** After which position each page of 100 begins; null for the first. */
  readonly pages: Readonly<Record<'first' | 'middle' | 'last', CataloguePosition | null>>;
}

/** Fills a table with so many products, one a millisecond, spread over shards as creations spread them. */
export const seed = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  size: number,
  shards: number,
): Promise<Seeded> => {
  const positions: { middle: CataloguePosition | null; last: CataloguePosition | null } = { middle: null, last: null };
  const itemAt = (n: number) => {
    const id = randomUUID();
    const product = newProduct({ ...content, name: `Chair ${n}` }, id, dateAt(n));
    if (n === Math.floor(size / 2)) positions.middle = product;
    if (n === pageSize) positions.last = product;
    return newItem(product, 'f'.repeat(64), randomUUID(), String(Number.parseInt(id.slice(0, 8), 16) % shards));
  };
  const step = batchSize * batchesAtOnce;
  for (let from = 0; from < size; from += step) {
    const batches = Array.from({ length: batchesAtOnce }, (_, batch) => {
      const first = from + batch * batchSize;
      return Array.from({ length: Math.max(0, Math.min(batchSize, size - first)) }, (__, n) => itemAt(first + n));
    });
    await Promise.all(batches.map((items) => write(client, tableName, items)));
    if (from % (step * 50) === 0 || from + step >= size) {
      progress(`Filling a table of ${size}, ${shards} shard(s)`, Math.min(from + step, size), size);
    }
  }
  return { pages: { first: null, ...positions } };
};

const dateAt = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n);

const write = async (client: DynamoDBDocumentClient, tableName: string, items: readonly object[]): Promise<void> => {
  if (items.length === 0) return;
  const RequestItems = { [tableName]: items.map((Item) => ({ PutRequest: { Item: { ...Item } } })) };
  const { UnprocessedItems: left = {} } = await client.send(new BatchWriteCommand({ RequestItems }));
  if (Object.keys(left).length > 0) throw new Error('The engine did not take all items of a batch.');
};
