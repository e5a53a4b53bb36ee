import { checkProduct } from './check-product.ts';
import {
  groupBy,
  isSameProduct,
  valueOf,
  type Create,
  type Entry,
  type Final,
  type Report,
  type Violation,
} from './history.ts';

/** All that speaks against the promises in a history, empty when nothing does. Linear in its length. */
export const checkHistory = (entries: readonly Entry[], final: Final): Violation[] => {
  const violations: Violation[] = [];
  const reportOn =
    (subject: string): Report =>
    (kind, detail) => {
      violations.push({ kind, subject, detail });
    };
  const creates = groupBy(
    entries.filter((entry) => entry.kind === 'create'),
    ({ key }) => key,
  );
  const made = new Map<string, readonly Create[]>();
  for (const [key, calls] of creates) {
    const ids = new Set(calls.flatMap(({ outcome }) => valueOf(outcome)?.id ?? []));
    if (ids.size > 1) reportOn(key)('doubled', `made the products ${[...ids].join(' and ')}`);
    for (const id of ids) made.set(id, calls);
  }
  const others = groupBy(
    entries.filter((entry) => entry.kind !== 'create'),
    ({ id }) => id,
  );
  for (const [id, calls] of made) {
    checkProduct(
      {
        id,
        creates: calls,
        others: others.get(id) ?? [],
        final: final.products.get(id) ?? null,
        states: final.states?.get(id) ?? [],
      },
      reportOn(id),
    );
  }
  checkList(final, creates, reportOn('the list'));
  return violations;
};

/** The list shows each product that is there, as it is, once, and no other. */
const checkList = (
  { products, list }: Final,
  creates: ReadonlyMap<string, readonly Create[]>,
  report: Report,
): void => {
  const listed = new Map(list.map((product) => [product.id, product]));
  if (listed.size < list.length) report('doubled', 'a product is listed twice');
  for (const [id, product] of products) {
    const shown = listed.get(id);
    if (product === null && shown !== undefined) report('resurrected', `the deleted product ${id} is listed`);
    if (product !== null && (shown === undefined || !isSameProduct(product, shown)))
      report('lost', `the product ${id} is not listed as it is`);
  }
  for (const { id, name } of list) {
    if (products.has(id)) continue;
    // Of a creation without an answer, whose product no client ever met.
    const calls = [...creates.values()].find(([first]) => first?.content.name === name) ?? [];
    const known = calls.length === 0 || calls.some(({ outcome }) => valueOf(outcome) !== null);
    if (known) report('doubled', `the product ${id} ('${name}') is listed, which no request made`);
  }
};
