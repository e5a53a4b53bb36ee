import type { Product } from '../../../src/domain/product.ts';
import { chainOf, type Link, type ProductHistory } from './chain.ts';
import { refusalOf, valueOf, type Create, type Delete, type Entry, type Report } from './history.ts';
import { checkOrder } from './schedule.ts';

interface Subject {
  readonly id: string;
  readonly creates: readonly Create[];
  readonly others: readonly Exclude<Entry, Create>[];
  readonly final: Product | null;
  readonly states: readonly Product[];
}

/** Checks one product: that its versions form a chain of requests, and that an order of them explains all answers. */
export const checkProduct = ({ id, creates, others, final, states }: Subject, report: Report): void => {
  const history: ProductHistory = {
    id,
    creates,
    updates: others.filter((entry) => entry.kind === 'update'),
    deletes: others.filter((entry) => entry.kind === 'delete'),
    reads: others.filter((entry) => entry.kind === 'read'),
    final,
    states,
  };
  checkCreation(history, report);
  for (const { name, outcome } of history.updates) {
    const product = valueOf(outcome);
    if (product !== null && product.name !== name) report('lost', `'${name}' was answered with '${product.name}'`);
  }
  const links = chainOf(history, report);
  if (final !== null && final.version < links.length) {
    report('lost', `version ${links.length} was acknowledged, and the last read finds version ${final.version}`);
  }
  checkOrder(history, links, deletionOf(history, links, report), report);
};

/** The first creation decides about the content; each later one with that content has the same answer, no other any. */
const checkCreation = ({ creates }: ProductHistory, report: Report): void => {
  const right = JSON.stringify(creates[0]?.content);
  for (const { key, content, outcome } of creates) {
    const product = valueOf(outcome);
    if (JSON.stringify(content) === right) {
      if (refusalOf(outcome) !== null) report('false refusal', `the key ${key} was refused its own content`);
      if (product !== null && (product.name !== content.name || product.description !== content.description)) {
        report('doubled', `the key ${key} made other content than it was sent with`);
      }
    } else if (product !== null) report('doubled', `the key ${key} was accepted with other content`);
  }
};

/** The calls that deleted the product; null when it is there. */
const deletionOf = ({ deletes, updates, reads, final }: ProductHistory, links: readonly Link[], report: Report) => {
  const last = links.length;
  const acknowledged = deletes.filter(({ outcome }) => valueOf(outcome) !== null);
  const missed = [...updates, ...reads, ...deletes].some(({ outcome }) => refusalOf(outcome) === 'PRODUCT_NOT_FOUND');
  if (acknowledged.length > 1) report('doubled', 'the product was deleted twice');
  for (const { expected = last } of acknowledged) {
    if (expected !== last) report('lost update', `a deletion expected version ${expected} of ${last}`);
  }
  const possible = deletes.filter(({ outcome, expected = last }) => outcome === 'unknown' && expected === last);
  const calls: readonly Delete[] = acknowledged.length > 0 ? acknowledged : possible;
  if (final === null) {
    if (calls.length === 0) report('lost', 'the product is gone, and nobody deleted it');
    return calls.length === 0 ? null : calls;
  }
  if (acknowledged.length > 0) report('resurrected', 'the product was deleted, and is there');
  else if (missed) report('false refusal', 'the product was not found, and is there');
  return null;
};
