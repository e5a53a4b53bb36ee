import type { Product } from '../../../src/domain/product.ts';
import type { Doors } from '../faults/doors.ts';
import { foundBy } from '../faults/found.ts';
import { valueOf, type Entry, type Final } from './history.ts';

/** Reads all that clients have met, and the whole list, when all is quiet and the store is sound. */
export const readFinal = async (
  { rest, graphql }: Doors,
  entries: readonly Entry[],
): Promise<Omit<Final, 'states'>> => {
  const ids = new Set(
    entries.flatMap((entry) => (entry.kind === 'create' ? (valueOf(entry.outcome)?.id ?? []) : entry.id)),
  );
  const products = new Map<string, Product | null>();
  for (const id of ids) products.set(id, foundBy(await graphql.get(id)));
  const list: Final['list'][number][] = [];
  let next: { nextToken?: string } | null = {};
  while (next !== null) {
    const page: Awaited<ReturnType<typeof rest.list>> = await rest.list({ pageSize: 100, ...next });
    if ('refused' in page) throw new Error(`List: ${page.refused}.`);
    list.push(...page.value.products);
    next = page.value.nextToken === null ? null : { nextToken: page.value.nextToken };
  }
  return { products, list };
};
