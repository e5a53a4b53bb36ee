import type { SourceLocation } from 'graphql';

/** An error in the place of a field, as `util.error` raises it: the only kind with type, data and info. */
export class ResolverError extends Error {
  override readonly name = 'ResolverError';
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;
  /** Those of its field, once it is known which that is. */
  readonly locations: readonly SourceLocation[];
  /** None, or graphql-js would count the lines before its field once more for every error. */
  readonly nodes: readonly never[] = [];

  constructor(
    message: string,
    errorType: string | null = null,
    data: unknown = null,
    errorInfo: unknown = null,
    locations: readonly SourceLocation[] = [],
  ) {
    super(message);
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
    this.locations = locations;
  }
}

/** The refusal of one field, in AppSync's words; its siblings are not touched. */
export const notAuthorized = (fieldName: string, parentTypeName: string): ResolverError =>
  new ResolverError(`Not Authorized to access ${fieldName} on type ${parentTypeName}`, 'Unauthorized');
