import * as z from 'zod/mini';
import { errorCodes } from '../../../src/domain/errors.ts';
import type { Caller, Outcome, ProductsApi } from '../products-api.ts';

/** One REST request in the terms of HTTP, whatever carries it. The path is percent-encoded, without the stage. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly as: Caller;
}

export interface RestResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const attributes = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  createDate: z.string(),
  lastUpdateDate: z.string(),
});
const page = z.strictObject({ products: z.array(attributes), nextToken: z.nullable(z.string()) });
const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum(errorCodes),
  requestId: z.string(),
  errors: z.optional(
    z.array(
      z.union([
        z.strictObject({ pointer: z.string(), detail: z.string() }),
        z.strictObject({ parameter: z.string(), detail: z.string() }),
        z.strictObject({ header: z.string(), detail: z.string() }),
      ]),
    ),
  ),
});

/** The products API over anything that answers REST requests. */
export const restApi = (send: (request: RestRequest) => Promise<RestResponse>): ProductsApi => {
  const call = async <T>(
    request: RestRequest,
    status: number,
    read: (response: RestResponse) => T,
  ): Promise<Outcome<T>> => {
    const response = await send(request);
    return response.status === status ? { value: read(response) } : refusal(response);
  };
  const product = ({ body, headers }: RestResponse) => ({
    ...attributes.parse(JSON.parse(body)),
    version: Number(/^"(\d+)"$/.exec(headers['etag'] ?? '')?.[1]),
  });
  const ifMatch = (version?: number) => (version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } });
  return {
    create: (body, { idempotencyKey, as = 'writer' } = {}) => {
      const headers = idempotencyKey === undefined ? {} : { headers: { 'Idempotency-Key': idempotencyKey } };
      return call({ method: 'POST', body, as, ...headers }, 201, product);
    },
    get: (id) => call({ method: 'GET', id, as: 'writer' }, 200, product),
    update: (id, body, version) => call({ method: 'PUT', id, body, as: 'writer', ...ifMatch(version) }, 200, product),
    delete: (id, version) =>
      call({ method: 'DELETE', id, as: 'writer', ...ifMatch(version) }, 204, () => 'deleted' as const),
    list: ({ pageSize, nextToken } = {}) => {
      const query = {
        ...(pageSize === undefined ? {} : { pageSize: String(pageSize) }),
        ...(nextToken === undefined ? {} : { nextToken }),
      };
      return call({ method: 'GET', query, as: 'writer' }, 200, ({ body }) => page.parse(JSON.parse(body)));
    },
  };
};

const refusal = ({ status, body }: RestResponse): { refused: (typeof errorCodes)[number]; fields: string[] } => {
  const parsed = problem.parse(JSON.parse(body));
  if (parsed.status !== status) throw new Error(`The answer says ${status}, its problem details ${parsed.status}.`);
  const fields = (parsed.errors ?? []).map((issue) =>
    'pointer' in issue
      ? issue.pointer.replace(/^#\/?/, '')
      : 'parameter' in issue
        ? issue.parameter
        : fieldOf(issue.header),
  );
  return { refused: parsed.code, fields: fields.sort() };
};

const fieldOf = (header: string): string => (header === 'If-Match' ? 'expectedVersion' : 'idempotencyKey');
