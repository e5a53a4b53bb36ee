import { deletedProductRetention, type CataloguePosition } from '../../../application/ports/product-repository.ts';
import { serviceUnavailable } from '../../../domain/errors.ts';
import type { Product } from '../../../domain/product.ts';
import { productTable } from './table.ts';

/** An item as the document client gives it. */
export type Item = Readonly<Record<string, unknown>>;

/** What the table keeps beside a product. */
export interface StoredProduct {
  /** A deleted product is shown with the version that its deletion made. */
  readonly product: Product;
  readonly fingerprint: string;
  /** Names the last write, so that a writer whose answer was lost knows its own work again. */
  readonly writeId: string;
  readonly deleted: boolean;
}

const { partitionKey, catalogueIndex, expiryAttribute } = productTable;

/** The item of a new product. */
export const newItem = (product: Product, fingerprint: string, writeId: string, shard: string): Item => {
  const item: Record<string, unknown> = {
    [partitionKey]: product.id,
    name: product.name,
    createDate: product.createDate,
    lastUpdateDate: product.lastUpdateDate,
    version: product.version,
    fingerprint,
    writeId,
    [catalogueIndex.partitionKey]: shard,
    [catalogueIndex.sortKey]: cataloguePosition(product),
  };
  if (product.description !== null) item['description'] = product.description;
  return item;
};

/** The place of a product in the index; the order of these texts is the order of the list. */
export const cataloguePosition = ({ createDate, id }: CataloguePosition): string => `${createDate}#${id}`;

/** From when on the id of a product that is deleted at this time is free again, in whole seconds since 1970. */
export const expiryOf = (deletedAt: Date): number => Math.ceil(deletedAt.getTime() / 1000) + deletedProductRetention;

/**
 * The product of an item. Throws `SERVICE_UNAVAILABLE` for an answer without one, and a fault for an item that is none
 * of ours. Written by hand: a schema would cost a page of 100 products more than the query itself does. The attributes
 * are named where they are read, as V8 reads one whose name it is handed much slower.
 */
export const productOf = (item: Item | undefined): Product => {
  if (item === undefined) throw serviceUnavailable('The answer of the store lacks the item.');
  return {
    id: text(item[partitionKey], item, partitionKey),
    name: text(item['name'], item, 'name'),
    description: item['description'] === undefined ? null : text(item['description'], item, 'description'),
    createDate: text(item['createDate'], item, 'createDate'),
    lastUpdateDate: text(item['lastUpdateDate'], item, 'lastUpdateDate'),
    version: wholeNumber(item['version'], item, 'version'),
  };
};

export const storedProductOf = (item: Item): StoredProduct => ({
  product: productOf(item),
  fingerprint: text(item['fingerprint'], item, 'fingerprint'),
  writeId: text(item['writeId'], item, 'writeId'),
  deleted: item[expiryAttribute] !== undefined,
});

const text = (value: unknown, item: Item, attribute: string): string => {
  if (typeof value !== 'string') throw strange(item, attribute);
  return value;
};

const wholeNumber = (value: unknown, item: Item, attribute: string): number => {
  if (!Number.isSafeInteger(value)) throw strange(item, attribute);
  return Number(value);
};

const strange = (item: Item, attribute: string): Error =>
  new Error(
    `The item '${String(item[partitionKey])}' of the table has no valid '${attribute}'; was it written by hand?`,
  );
