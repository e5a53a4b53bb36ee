import * as z from 'zod/mini';
import type { ErrorCode } from '../../../src/domain/errors.ts';
import type { Caller, Outcome, ProductsApi } from '../products-api.ts';

/** One top-level field with its arguments, whatever carries it. */
export interface FieldRequest {
  readonly field: `${'Query' | 'Mutation'}.${string}`;
  readonly args: Readonly<Record<string, unknown>>;
  readonly as: Caller;
}

/** What GraphQL gives for the field: its data, or the one error in its place. */
export type FieldResponse =
  | { readonly data: unknown }
  | { readonly errorType: string; readonly message: string; readonly errorInfo: unknown };

const product = z.object({
  id: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  createDate: z.string(),
  lastUpdateDate: z.string(),
  version: z.number(),
});
const page = z.object({ items: z.array(product), nextToken: z.nullable(z.string()) });
const info = z.nullable(z.object({ issues: z.array(z.object({ path: z.string(), detail: z.string() })) }));

const codes: Readonly<Record<string, ErrorCode>> = {
  InvalidInput: 'INVALID_INPUT',
  ProductNotFound: 'PRODUCT_NOT_FOUND',
  VersionMismatch: 'VERSION_MISMATCH',
  IdempotencyKeyReused: 'IDEMPOTENCY_KEY_REUSED',
  ServiceUnavailable: 'SERVICE_UNAVAILABLE',
  InternalError: 'INTERNAL',
};

/** The products API over anything that answers GraphQL fields. */
export const graphqlApi = (send: (request: FieldRequest) => Promise<FieldResponse>): ProductsApi => {
  const call = async <T>(request: FieldRequest, read: (data: unknown) => T): Promise<Outcome<T>> => {
    const response = await send(request);
    return 'data' in response ? { value: read(response.data) } : refusal(response);
  };
  const mutate = <T>(name: string, input: object, as: Caller, read: (data: unknown) => T): Promise<Outcome<T>> =>
    call({ field: `Mutation.${name}`, args: { input }, as }, read);
  const expecting = (version?: number) => (version === undefined ? {} : { expectedVersion: version });
  const readProduct = (data: unknown) => product.parse(data);
  return {
    create: (content, { idempotencyKey, as = 'writer' } = {}) =>
      mutate(
        'createProduct',
        { ...content, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) },
        as,
        readProduct,
      ),
    // Absence is not an error in GraphQL: the field is null.
    get: async (id) => {
      const response = await send({ field: 'Query.getProduct', args: { id }, as: 'writer' });
      if ('data' in response && response.data === null) return { refused: 'PRODUCT_NOT_FOUND', fields: [] };
      return 'data' in response ? { value: readProduct(response.data) } : refusal(response);
    },
    update: (id, change, version) =>
      mutate('updateProduct', { id, ...change, ...expecting(version) }, 'writer', readProduct),
    delete: (id, version) =>
      mutate('deleteProduct', { id, ...expecting(version) }, 'writer', (data) => {
        if (readProduct(data).id !== id) throw new Error('The answer to a deletion is about another product.');
        return 'deleted' as const;
      }),
    list: ({ pageSize, nextToken } = {}) => {
      const args = {
        ...(pageSize === undefined ? {} : { limit: pageSize }),
        ...(nextToken === undefined ? {} : { nextToken }),
      };
      return call({ field: 'Query.listProducts', args, as: 'writer' }, (data) => {
        const { items, nextToken: next } = page.parse(data);
        return { products: items.map(({ version: _, ...attributes }) => attributes), nextToken: next };
      });
    },
  };
};

const refusal = (error: { errorType: string; errorInfo: unknown }): { refused: ErrorCode; fields: string[] } => {
  const refused = codes[error.errorType];
  if (refused === undefined) throw new Error(`Unknown errorType ${error.errorType}.`);
  const issues = info.parse(error.errorInfo)?.issues ?? [];
  const fields = issues.map(({ path }) => (path === 'limit' ? 'pageSize' : path.replace(/^input\.?/, '')));
  return { refused, fields: fields.sort() };
};
