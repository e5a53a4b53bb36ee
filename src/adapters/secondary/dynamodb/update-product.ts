import type { NewId } from '../../../application/ports/system.ts';
import { productNotFound, serviceUnavailable, versionMismatch } from '../../../domain/errors.ts';
import type { Product, ProductChange } from '../../../domain/product.ts';
import { isExpected, refuseToGuess, versionCondition } from './expected-version.ts';
import { productOf, storedProductOf, type StoredProduct } from './product-item.ts';
import type { Store, Written } from './store.ts';
import { productTable } from './table.ts';

type Refused = Extract<Written, { applied: false }>;

/** An update on condition that the product is there, at an expected version, and was not changed later than `at`. */
export const updateProduct =
  (newId: NewId) =>
  async (store: Store, id: string, change: ProductChange, at: Date, expected?: readonly number[]): Promise<Product> => {
    const writeId = newId();
    const date = at.toISOString();
    const first = await store.update(id, updateOf(change, date, writeId, expected));
    if (first.applied) return productOf(first.attributes);

    const found = foundBy(first);
    if (found.writeId === writeId) return found.product;
    if (first.repeated) refuseToGuess(found, expected);
    if (found.deleted) throw productNotFound();
    if (!isExpected(found, expected) || found.product.lastUpdateDate <= date) throw overtaken(expected);

    // Our clock is behind that of the last writer: the stored date stays, and since it only grows, needs no condition.
    const second = await store.update(id, updateOf(change, null, writeId, expected));
    if (second.applied) return productOf(second.attributes);
    const foundThen = foundBy(second);
    if (foundThen.writeId === writeId) return foundThen.product;
    if (first.repeated || second.repeated) refuseToGuess(foundThen, expected);
    throw foundThen.deleted ? productNotFound() : overtaken(expected);
  };

/** `date` null keeps the stored one. */
const updateOf = (
  { name, description }: ProductChange,
  date: string | null,
  writeId: string,
  expected: readonly number[] | undefined,
) => {
  const { condition, values } = versionCondition(expected);
  const names: Record<string, string> = {
    '#id': productTable.partitionKey,
    '#expiry': productTable.expiryAttribute,
    '#version': 'version',
    '#writeId': 'writeId',
  };
  const written: Record<string, unknown> = { ':one': 1, ':writeId': writeId, ...values };
  let expression = 'SET #version = #version + :one, #writeId = :writeId';
  const set = (attribute: keyof Product, value: string): void => {
    names[`#${attribute}`] = attribute;
    written[`:${attribute}`] = value;
    expression += `, #${attribute} = :${attribute}`;
  };
  if (date !== null) set('lastUpdateDate', date);
  if (name !== undefined) set('name', name);
  if (typeof description === 'string') set('description', description);
  if (description === null) {
    names['#description'] = 'description';
    expression += ' REMOVE #description';
  }
  return {
    UpdateExpression: expression,
    // A repeated attempt must not count twice, so it is refused and finds its own write id.
    ConditionExpression:
      'attribute_exists(#id) AND attribute_not_exists(#expiry) AND #writeId <> :writeId' +
      (date === null ? '' : ' AND #lastUpdateDate <= :lastUpdateDate') +
      condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: written,
    ReturnValues: 'ALL_NEW' as const,
  };
};

const foundBy = ({ found }: Refused): StoredProduct => {
  if (found === undefined) throw productNotFound();
  return storedProductOf(found);
};

/** The item fulfils the condition that has just failed: it was written between the refusal and our look at it. */
const overtaken = (expected: readonly number[] | undefined): Error =>
  expected === undefined ? serviceUnavailable('The product changed while it was looked at.') : versionMismatch();
