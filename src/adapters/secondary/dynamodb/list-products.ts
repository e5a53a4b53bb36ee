import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { CataloguePage, CataloguePosition } from '../../../application/ports/product-repository.ts';
import { serviceUnavailable } from '../../../domain/errors.ts';
import type { Product } from '../../../domain/product.ts';
import { cataloguePosition, productOf } from './product-item.ts';
import type { Store } from './store.ts';
import { productTable } from './table.ts';

const { catalogueIndex } = productTable;

/** The newest products of one shard after a position, and where the others begin. */
interface Part {
  readonly shard: string;
  readonly products: readonly Product[];
  readonly start?: QueryCommandInput['ExclusiveStartKey'];
  readonly hasMore: boolean;
}

/**
 * Asks every shard at once for its likely share of the products after the position, and merges; a page needs one more
 * than it holds. What the shares lack is asked for in another round: most of a page, where products were made before the
 * number of shards was raised.
 */
export const listProducts =
  (shards: number) =>
  async (store: Store, limit: number, after: CataloguePosition | null): Promise<CataloguePage> => {
    const wanted = limit + 1;
    let parts = Array.from({ length: shards }, (_, shard): Part => ({ ...unasked, shard: String(shard) }));
    for (let round = 0; round < maxRounds; round += 1) {
      const share = round === 0 ? likelyShare(wanted, shards) : wanted;
      parts = await Promise.all(parts.map(async (part) => (part.hasMore ? withMore(store, part, share, after) : part)));
      const products = merged(parts);
      const hasMore = products.length > limit;
      if (hasMore || !parts.some((part) => part.hasMore)) return { products: products.slice(0, limit), hasMore };
    }
    throw serviceUnavailable(`A page was not whole after ${maxRounds} rounds of queries.`);
  };

const unasked = { products: [], hasMore: true };

// 101 of the largest products stay under the 1 MB of an answer, so as a rule there is one round.
const maxRounds = 5;

/**
 * Ids are random, so the products of a page fall on the shards as dice do: two deviations above the mean, and four more
 * for small numbers, suffice for all but one page in 180 at most. Surer shares would make every page dearer.
 */
const likelyShare = (wanted: number, shards: number): number => {
  const mean = wanted / shards;
  return Math.min(wanted, Math.ceil(mean + 2 * Math.sqrt(mean) + 4));
};

/** The products, newest first, as far as no part can lack one in between: to the first end of a part that has more. */
const merged = (parts: readonly Part[]): readonly Product[] => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only.products;
  const open = parts.filter(({ hasMore }) => hasMore);
  const ends = open.flatMap(({ products }) => products.slice(-1)).sort(newestFirst);
  if (ends.length < open.length) return [];
  const [end] = ends;
  const all = parts.flatMap(({ products }) => products).sort(newestFirst);
  return all.filter((product) => end === undefined || newestFirst(product, end) <= 0);
};

const newestFirst = (a: CataloguePosition, b: CataloguePosition): number =>
  ordered(b.createDate, a.createDate) || ordered(b.id, a.id);

const ordered = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const withMore = async (
  store: Store,
  { shard, products, start }: Part,
  limit: number,
  after: CataloguePosition | null,
): Promise<Part> => {
  const { Items: items, LastEvaluatedKey: next } = await store.query({
    IndexName: catalogueIndex.name,
    KeyConditionExpression: '#shard = :shard AND #position < :after',
    ExpressionAttributeNames: { '#shard': catalogueIndex.partitionKey, '#position': catalogueIndex.sortKey },
    ExpressionAttributeValues: {
      ':shard': shard,
      // Every position begins with a digit.
      ':after': after === null ? 'z' : cataloguePosition(after),
    },
    ScanIndexForward: false,
    Limit: limit,
    ExclusiveStartKey: start,
  });
  if (items === undefined) throw serviceUnavailable('The answer to a query lacks the items.');
  return { shard, products: products.concat(items.map(productOf)), start: next, hasMore: next !== undefined };
};
