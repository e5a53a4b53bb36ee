import type { Product } from '../../../src/domain/product.ts';
import {
  groupBy,
  isRefused,
  isSameProduct,
  refusalOf,
  valueOf,
  type Create,
  type Delete,
  type Entry,
  type Read,
  type Report,
  type Update,
} from './history.ts';

/** All that was done to one product, by kind, and what is left of it. */
export interface ProductHistory {
  readonly id: string;
  readonly creates: readonly Create[];
  readonly updates: readonly Update[];
  readonly deletes: readonly Delete[];
  readonly reads: readonly Read[];
  readonly final: Product | null;
  /** As the store recorded them; empty when it keeps no record. */
  readonly states: readonly Product[];
}

/** One version of a product. */
export interface Link {
  /** As clients saw it, null when none did. */
  readonly state: Product | null;
  /** The calls of the request that made it; none when nobody saw it. */
  readonly calls: readonly (Create | Update)[];
}

/** The versions of a product, up to the last that there must be, each with the request that made it if it was seen. */
export const chainOf = (history: ProductHistory, report: Report): Link[] => {
  const states = statesOf(history, report);
  const calls = groupBy(history.updates, ({ name }) => name);
  const placed = new Map<string, number>();
  return states.slice(1).map((state, index): Link => {
    const version = index + 1;
    if (version === 1 || state === null) return { state, calls: version === 1 ? history.creates : [] };
    const group = calls.get(state.name) ?? [];
    checkWriter({ state, before: states[version - 1] ?? null, group, last: placed.get(state.name) }, report);
    placed.set(state.name, version);
    return { state, calls: group };
  });
};

/** What was seen of each version, by number; number 0 is empty. */
const statesOf = (history: ProductHistory, report: Report): (Product | null)[] => {
  const { creates, updates, deletes, reads, final } = history;
  const states: (Product | null)[] = [null];
  const reach = (version: number): void => {
    while (states.length <= version) states.push(null);
  };
  const see = (product: Product, by: string): void => {
    reach(product.version);
    const seen = states[product.version] ?? product;
    if (!isSameProduct(seen, product)) {
      const kind = by === 'update' ? 'lost update' : 'not linearizable';
      report(kind, `version ${product.version} was ${JSON.stringify(seen)}, and by ${by} ${JSON.stringify(product)}`);
    }
    states[product.version] = seen;
  };
  for (const { kind, outcome } of [...creates, ...updates, ...reads]) {
    const product = valueOf(outcome);
    if (product !== null) see(product, kind);
  }
  if (final !== null) see(final, 'the last read');
  for (const state of history.states) see(state, 'the store');
  // Clients expect versions that they saw: when they are refused, there is a later one.
  for (const { expected = 0, outcome } of [...updates, ...deletes]) {
    if (refusalOf(outcome) === 'VERSION_MISMATCH') reach(expected + 1);
  }
  return states;
};

interface Written {
  readonly state: Product;
  readonly before: Product | null;
  readonly group: readonly Update[];
  /** The last version that the same request made before. */
  readonly last: number | undefined;
}

const checkWriter = ({ state, before, group, last }: Written, report: Report): void => {
  const { name, description, version } = state;
  const [update] = group;
  if (update === undefined) return report('not linearizable', `version ${version} holds '${name}', which nobody wrote`);
  if (group.every(({ outcome }) => isRefused(outcome))) {
    report('false refusal', `'${name}' was refused, and made version ${version}`);
  }
  if (last !== undefined && !isRepeat(update.expected, last, version)) {
    report('doubled', `'${name}' made versions ${last} and ${version}`);
  } else if (update.expected !== undefined && update.expected !== version - 1) {
    report('lost update', `'${name}' expected version ${update.expected} and made ${version}`);
  }
  const described = update.description === undefined ? before?.description : update.description;
  if (described !== undefined && described !== description) {
    report('lost update', `version ${version} should have the description '${described}', not '${description}'`);
  }
  if (before !== null && (before.createDate !== state.createDate || before.lastUpdateDate > state.lastUpdateDate)) {
    report('not linearizable', `dates go back in version ${version}`);
  }
};

/** An unversioned update that is repeated after a lost answer counts again when others wrote in between. */
export const isRepeat = (expected: number | undefined, version: number, again: number): boolean =>
  expected === undefined && Math.abs(again - version) > 1;

/** The first call that may have taken effect. */
export const firstCall = (calls: readonly Entry[]): number =>
  calls.reduce((first, { called, outcome }) => (isRefused(outcome) ? first : Math.min(first, called)), Infinity);
