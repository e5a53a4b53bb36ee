import { firstCall, type Link, type ProductHistory } from './chain.ts';
import { fillGaps } from './gaps.ts';
import { refusalOf, valueOf, type Delete, type Report } from './history.ts';

/** The moments between which a version came to be: after `from`, before `to`. */
interface Window {
  from: number;
  to: number;
}

/**
 * Whether there is an order of all operations in which each happens between its call and its return, and each answer
 * is true. Versions say in which order the writes happened, and every answer bounds the moment of some version from
 * one side. So placing each version as early as it may be finds an order if there is one, in linear time.
 */
export const checkOrder = (
  history: ProductHistory,
  links: readonly Link[],
  deletion: readonly Delete[] | null,
  report: Report,
): void => {
  const windows = links.map(madeWithin);
  const end = deletion === null ? undefined : goneWithin(deletion);
  if (end !== undefined) windows.push(end);
  boundByAnswers(history, windows);
  for (const { outcome, expected = 0, called, returned } of [...history.updates, ...history.deletes]) {
    if (refusalOf(outcome) !== 'VERSION_MISMATCH') continue;
    // The product had left the expected version, and was still there.
    narrow(windows[expected], { to: returned });
    narrow(end, { from: called });
  }
  for (const { outcome, returned } of [...history.updates, ...history.deletes, ...history.reads]) {
    if (refusalOf(outcome) === 'PRODUCT_NOT_FOUND') narrow(end, { to: returned });
  }
  const made = fillGaps(links, history.updates, latestOf(windows), report);
  for (const [version, called] of made) narrow(windows[version - 1], { from: called });
  sweep(windows, report);
};

/** No version can come after the bound of a later one. */
const latestOf = (windows: readonly Window[]): ((version: number) => number) => {
  const latest = windows.map(({ to }) => to);
  for (let index = latest.length - 2; index >= 0; index -= 1) {
    latest[index] = Math.min(latest[index] ?? Infinity, latest[index + 1] ?? Infinity);
  }
  return (version) => latest[version - 1] ?? Infinity;
};

/** The window of version n stands at n - 1. */
const boundByAnswers = ({ creates, reads }: ProductHistory, windows: readonly Window[]): void => {
  for (const { outcome, returned } of [...creates, ...reads]) {
    const product = valueOf(outcome);
    if (product !== null) narrow(windows[product.version - 1], { to: returned });
  }
  for (const { outcome, called } of reads) {
    const product = valueOf(outcome);
    if (product !== null) narrow(windows[product.version], { from: called });
  }
};

const madeWithin = ({ calls }: Link, index: number): Window => {
  for (const { kind, outcome, called, returned } of calls) {
    if (kind === 'update' && valueOf(outcome)?.version === index + 1) return { from: called, to: returned };
  }
  return { from: calls.length === 0 ? 0 : firstCall(calls), to: Infinity };
};

const goneWithin = (calls: readonly Delete[]): Window => {
  const acknowledged = calls.find(({ outcome }) => valueOf(outcome) !== null);
  return acknowledged === undefined
    ? { from: firstCall(calls), to: Infinity }
    : { from: acknowledged.called, to: acknowledged.returned };
};

const narrow = (window: Window | undefined, { from = 0, to = Infinity }: Partial<Window>): void => {
  if (window === undefined) return;
  window.from = Math.max(window.from, from);
  window.to = Math.min(window.to, to);
};

const sweep = (windows: readonly Window[], report: Report): void => {
  let moment = 0;
  for (const [index, { from, to }] of windows.entries()) {
    moment = Math.max(moment, from);
    if (moment >= to) {
      return report('not linearizable', `change ${index + 1} came after ${moment} and was seen before ${to}`);
    }
  }
};
