import type { Product } from './product.ts';

/** The version of the shape of all events. A change that breaks consumers raises it. */
export const eventSchemaVersion = 1;

interface EventOf<Type extends string> {
  readonly schemaVersion: typeof eventSchemaVersion;
  /** The same however often the event is delivered, and that of no other change. */
  readonly eventId: string;
  readonly type: Type;
  readonly productId: string;
  /** What the change made it: one more than before, and 1 at creation, unless people put a product back. */
  readonly version: number;
  /** ISO 8601 UTC with milliseconds and `Z`. By the clock of the writer: order goes by version. */
  readonly occurredAt: string;
  /** As the change left it; a deleted one as it was. */
  readonly product: Product;
}

export type ProductCreated = EventOf<'ProductCreated'>;
export type ProductDeleted = EventOf<'ProductDeleted'>;

export interface ProductUpdated extends EventOf<'ProductUpdated'> {
  /** The fields whose values differ; none when the update wrote what was there. */
  readonly changed: readonly ('name' | 'description')[];
}

export type ProductEvent = ProductCreated | ProductUpdated | ProductDeleted;

/** A product as a store keeps it: living, or what its deletion left for a while. */
export interface StoredState {
  /** That of a deleted product has the version that the deletion made. */
  readonly product: Product;
  readonly deletedAt: string | null;
}

/**
 * The event of one change of what a store keeps under an id, null where nothing happened to a living product: what a
 * deletion left is removed in the end, and a write may touch what is not of the product.
 * @param seenAt when the store changed: the only date there is when a living product is removed outright
 */
export const productEvent = (
  before: StoredState | null,
  after: StoredState | null,
  seenAt: string,
): ProductEvent | null => {
  const was = livingProduct(before);
  const is = livingProduct(after);
  if (was === null) return is === null ? null : { ...head('ProductCreated', is, is.createDate), product: is };
  if (is === null) return deletion(was, after, seenAt);
  if (is.version === was.version) return null;
  return { ...head('ProductUpdated', is, is.lastUpdateDate), product: is, changed: changedFields(was, is) };
};

const livingProduct = (state: StoredState | null): Product | null =>
  state === null || state.deletedAt !== null ? null : state.product;

const deletion = (was: Product, after: StoredState | null, seenAt: string): ProductDeleted => {
  const version = after?.product.version ?? was.version + 1;
  const occurredAt = after?.deletedAt ?? seenAt;
  return { ...head('ProductDeleted', { ...was, version }, occurredAt), product: was };
};

const head = <Type extends ProductEvent['type']>(
  type: Type,
  { id, createDate, version }: Product,
  occurredAt: string,
): Omit<EventOf<Type>, 'product'> => ({
  schemaVersion: eventSchemaVersion,
  // An id may be taken again a week after a deletion, at version 1: only the creation tells the two lives apart.
  eventId: `${id}/${createDate}/${version}`,
  type,
  productId: id,
  version,
  occurredAt,
});

const changedFields = (was: Product, is: Product): ProductUpdated['changed'] =>
  (['name', 'description'] as const).filter((field) => was[field] !== is[field]);
