import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { CataloguePage, CataloguePosition } from '../../../application/ports/product-repository.ts';
import { serviceUnavailable } from '../../../domain/errors.ts';
import type { Product } from '../../../domain/product.ts';
import { cataloguePosition, productOf } from './product-item.ts';
import type { Store } from './store.ts';
import { productTable } from './table.ts';

const { catalogueIndex } = productTable;

/** Asks every shard at once for the products after the position, one more than the page holds, and merges. */
export const listProducts =
  (shards: number) =>
  async (store: Store, limit: number, after: CataloguePosition | null): Promise<CataloguePage> => {
    const wanted = limit + 1;
    const lists = await Promise.all(
      Array.from({ length: shards }, (_, shard) => newestOf(store, String(shard), wanted, after)),
    );
    const products = shards === 1 ? (lists[0] ?? []) : lists.flat().sort(newestFirst);
    return { products: products.slice(0, limit), hasMore: products.length > limit };
  };

const newestFirst = (a: Product, b: Product): number => (cataloguePosition(a) < cataloguePosition(b) ? 1 : -1);

const newestOf = async (
  store: Store,
  shard: string,
  wanted: number,
  after: CataloguePosition | null,
): Promise<Product[]> => {
  const products: Product[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  for (let pages = 0; pages < maxPages; pages += 1) {
    const page = await store.query({
      ...shardQuery(shard, after),
      Limit: wanted - products.length,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    if (page.Items === undefined) throw serviceUnavailable(new Error('The answer to a query lacks the items.'));
    products.push(...page.Items.map(productOf));
    start = page.LastEvaluatedKey;
    if (start === undefined || products.length >= wanted) return products;
  }
  throw serviceUnavailable(new Error(`A query did not come to its end within ${maxPages} pages.`));
};

// 101 of the largest products stay under the 1 MB of a page, so as a rule there is one.
const maxPages = 5;

const shardQuery = (shard: string, after: CataloguePosition | null) => ({
  IndexName: catalogueIndex.name,
  KeyConditionExpression: `#shard = :shard${after === null ? '' : ' AND #position < :after'}`,
  ExpressionAttributeNames: {
    '#shard': catalogueIndex.partitionKey,
    ...(after === null ? {} : { '#position': catalogueIndex.sortKey }),
  },
  ExpressionAttributeValues: {
    ':shard': shard,
    ...(after === null ? {} : { ':after': cataloguePosition(after) }),
  },
  ScanIndexForward: false,
});
