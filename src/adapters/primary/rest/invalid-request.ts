import type { Issue } from '../../../domain/errors.ts';

/**
 * One offending part of a request. `pointer` is a JSON Pointer into the body as a URI fragment (RFC 6901, 6),
 * `parameter` names a query or path parameter, `header` a header.
 */
export type RestIssue =
  | { readonly pointer: string; readonly detail: string }
  | { readonly parameter: string; readonly detail: string }
  | { readonly header: string; readonly detail: string };

/** A request that has not the shape of a command or query: the door refuses it before any use case sees it. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  readonly issues: readonly RestIssue[];

  constructor(issues: readonly RestIssue[]) {
    super('The request has invalid input.');
    this.issues = issues;
  }
}

/** Reads one part of a request; when it is wrong, notes its issues, so that the other parts are looked at as well. */
export const reading = <T>(issues: RestIssue[], read: () => T): T | undefined => {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof InvalidRequest)) throw thrown;
    issues.push(...thrown.issues);
    return undefined;
  }
};

const parameters: ReadonlySet<string> = new Set(['id', 'pageSize', 'nextToken']);
const headers: ReadonlyMap<string, string> = new Map([
  ['idempotencyKey', 'Idempotency-Key'],
  ['expectedVersion', 'If-Match'],
]);

/** Where in a REST request the field of a command or query stands; the empty one is the body itself. */
export const located = ({ field, detail }: Issue): RestIssue => {
  if (parameters.has(field)) return { parameter: field, detail };
  const header = headers.get(field);
  if (header !== undefined) return { header, detail };
  return { pointer: field === '' ? '#' : bodyPointer(field), detail };
};

/** The pointer to a field of the body. A lone surrogate has no percent-encoding. */
export const bodyPointer = (field: string): string =>
  `#/${encodeURIComponent(field.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'))}`;
