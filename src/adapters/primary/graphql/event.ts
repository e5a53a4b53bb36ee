/**
 * The payload that `lambda-resolver.js` sends for one top-level field. Headers stay out of it: AppSync passes
 * session tokens there.
 */
export interface GraphqlEvent {
  readonly parentTypeName: string;
  readonly fieldName: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The IAM identity, or whatever another authorization mode puts there; null with an API key. */
  readonly identity: unknown;
  /** Paths of the selected fields, aliases in place of names. */
  readonly selectionSetList: readonly string[];
  readonly requestId: string | null;
}

/** What `lambda-resolver.js` makes a GraphQL field or a GraphQL error of. */
export type GraphqlAnswer =
  | { readonly data: unknown }
  | { readonly error: { readonly type: string; readonly message: string; readonly info: unknown } };
