/** An error in the place of a field, as `util.error` raises it: the only kind with type, data and info. */
export class ResolverError extends Error {
  override readonly name = 'ResolverError';
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;

  constructor(message: string, errorType: string | null = null, data: unknown = null, errorInfo: unknown = null) {
    super(message);
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
  }
}

/** The refusal of one field, in AppSync's words; its siblings are not touched. */
export const notAuthorized = (fieldName: string, parentTypeName: string): ResolverError =>
  new ResolverError(`Not Authorized to access ${fieldName} on type ${parentTypeName}`, 'Unauthorized');
