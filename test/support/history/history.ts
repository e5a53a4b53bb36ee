import type { ErrorCode } from '../../../src/domain/errors.ts';
import type { Product } from '../../../src/domain/product.ts';

/**
 * What clients asked and heard, with the moments of both: whole numbers, all different, that only grow. An `unknown`
 * outcome may have taken effect, once, at any moment after the call.
 */
interface Timed {
  readonly called: number;
  readonly returned: number;
}

export interface Content {
  readonly name: string;
  readonly description: string | null;
}

export type Outcome<T> = { readonly value: T } | { readonly refused: ErrorCode } | 'unknown';

/** A creation with an idempotency key. */
export interface Create extends Timed {
  readonly kind: 'create';
  readonly key: string;
  /** The name is the key's alone, unless it is the wrong content for the key. */
  readonly content: Content;
  readonly outcome: Outcome<Product>;
}

export interface Update extends Timed {
  readonly kind: 'update';
  readonly id: string;
  /** The name is this update's alone: whoever sees it knows who wrote it. A repetition by the client keeps it. */
  readonly name: string;
  /** Absent when the description stays as it is. */
  readonly description?: string | null;
  readonly expected?: number;
  readonly outcome: Outcome<Product>;
}

export interface Delete extends Timed {
  readonly kind: 'delete';
  readonly id: string;
  readonly expected?: number;
  readonly outcome: Outcome<'deleted'>;
}

export interface Read extends Timed {
  readonly kind: 'read';
  readonly id: string;
  readonly outcome: Outcome<Product>;
}

export type Entry = Create | Update | Delete | Read;

/** What is left when all is quiet. */
export interface Final {
  /** By id: what a read gives, null when it finds nothing. */
  readonly products: ReadonlyMap<string, Product | null>;
  /** The whole list, which does not tell versions. */
  readonly list: readonly Omit<Product, 'version'>[];
  /** By id: each state that the store tells of; null when it keeps no record. */
  readonly states: ReadonlyMap<string, readonly Product[]> | null;
}

/** What the promises rule out; the words of the report. */
export const violationKinds = [
  'lost', // an acknowledged write is not there
  'doubled', // one request took effect twice
  'lost update', // a write went over one that it had not seen
  'resurrected', // a deleted product came back
  'false refusal', // a request was refused that nothing stood against, or a refused one took effect
  'not linearizable', // no order of the operations explains the answers
] as const;

export interface Violation {
  readonly kind: (typeof violationKinds)[number];
  /** The id or key that it is about. */
  readonly subject: string;
  readonly detail: string;
}

export type Report = (kind: Violation['kind'], detail: string) => void;

export const valueOf = <T>(outcome: Outcome<T>): T | null =>
  outcome !== 'unknown' && 'value' in outcome ? outcome.value : null;

export const refusalOf = (outcome: Outcome<unknown>): ErrorCode | null =>
  outcome !== 'unknown' && 'refused' in outcome ? outcome.refused : null;

export const isRefused = (outcome: Outcome<unknown>): boolean => refusalOf(outcome) !== null;

/** `Map.groupBy`, which Node.js 20 has not. */
export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

/** Whether two sights of a product are the same; a list does not tell the version. */
export const isSameProduct = (a: Omit<Product, 'version'>, b: Omit<Product, 'version'>): boolean =>
  a.id === b.id &&
  a.name === b.name &&
  a.description === b.description &&
  a.createDate === b.createDate &&
  a.lastUpdateDate === b.lastUpdateDate;
