import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { createProductIssues, type CreateProduct } from '../../../application/commands/create-product.ts';
import { deleteProductIssues, type DeleteProduct } from '../../../application/commands/delete-product.ts';
import { updateProductIssues, type UpdateProduct } from '../../../application/commands/update-product.ts';
import type { GetProduct } from '../../../application/queries/get-product.ts';
import { listProductsIssues, type ListProducts } from '../../../application/queries/list-products.ts';
import { entityTags, headerValues } from './headers.ts';
import { InvalidRequest, located, reading, type RestIssue } from './invalid-request.ts';
import { jsonBody } from './json-body.ts';
import { shapeOf } from './shape.ts';

/*
 * From API Gateway's events to commands and queries. A door checks shape, the core checks meaning; when a shape is
 * wrong, the core is asked about the rest, so that one refusal names everything.
 */

const text = z.string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a string') });
const textOrNull = z.nullable(z.string({ error: 'must be a string or null' }));

const createBody = z.strictObject({ name: text, description: z.exactOptional(textOrNull) });
const updateBody = z.strictObject({ name: z.exactOptional(text), description: z.exactOptional(textOrNull) });

export const createProductRequest = (event: APIGatewayProxyEvent, caller: string): CreateProduct => {
  const issues: RestIssue[] = [];
  const body = reading(issues, () => shapeOf(createBody, updateBody, jsonBody(event)));
  const key = reading(issues, () => idempotencyKey(event)) ?? {};
  if (issues.length === 0 && body?.whole !== undefined) {
    const { name, description = null } = body.whole;
    return { content: { name, description }, caller, ...key };
  }
  const { name, description } = body?.part ?? {};
  const content = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
  const meaning = createProductIssues({ content, ...key });
  throw new InvalidRequest([...(body?.issues ?? []), ...issues, ...meaning.map(located)]);
};

export const getProductRequest = (event: APIGatewayProxyEvent): GetProduct => ({ id: pathId(event) });

export const updateProductRequest = (event: APIGatewayProxyEvent): UpdateProduct => {
  const issues: RestIssue[] = [];
  const id = reading(issues, () => pathId(event));
  const versions = reading(issues, () => expectedVersions(event)) ?? {};
  const body = reading(issues, () => shapeOf(updateBody, updateBody, jsonBody(event)));
  if (issues.length === 0 && id !== undefined && body?.whole !== undefined) {
    return { id, change: body.whole, ...versions };
  }
  // With no well-shaped field left, "must change something" would contradict what is said of the others.
  const meaning = updateProductIssues({ change: body?.part ?? {}, ...versions }).filter(
    ({ field }) => field !== '' || body?.whole !== undefined,
  );
  throw new InvalidRequest([...(body?.issues ?? []), ...issues, ...meaning.map(located)]);
};

export const deleteProductRequest = (event: APIGatewayProxyEvent): DeleteProduct => {
  const issues: RestIssue[] = [];
  const id = reading(issues, () => pathId(event));
  const versions = reading(issues, () => expectedVersions(event)) ?? {};
  if (issues.length > 0 || id === undefined) {
    throw new InvalidRequest([...issues, ...deleteProductIssues(versions).map(located)]);
  }
  return { id, ...versions };
};

export const listProductsRequest = (event: APIGatewayProxyEvent): ListProducts => {
  const query = event.multiValueQueryStringParameters ?? {};
  const issues = Object.entries(query).flatMap(([parameter, values = []]) =>
    parameter === 'pageSize' || parameter === 'nextToken'
      ? values.length > 1
        ? [{ parameter, detail: 'must be given once' }]
        : []
      : signatureParameter.test(parameter)
        ? []
        : [{ parameter, detail: 'is not a parameter of this request' }],
  );
  const pageSize = query['pageSize']?.at(-1);
  const nextToken = query['nextToken']?.at(-1);
  const wanted = {
    // Anything but digits becomes a number that the core refuses by its own rule.
    ...(pageSize === undefined ? {} : { pageSize: /^\d{1,9}$/.test(pageSize) ? Number(pageSize) : Number.NaN }),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
  if (issues.length > 0) throw new InvalidRequest([...issues, ...listProductsIssues(wanted).map(located)]);
  return wanted;
};

// A presigned URL carries its signature in the query.
const signatureParameter = /^X-Amz-/i;

/** API Gateway REST hands over path parameters still percent-encoded: decoded here, once. */
const pathId = ({ pathParameters }: APIGatewayProxyEvent): string => {
  try {
    return decodeURIComponent(pathParameters?.['id'] ?? '');
  } catch {
    throw new InvalidRequest([{ parameter: 'id', detail: 'must be percent-encoded UTF-8' }]);
  }
};

const idempotencyKey = (event: APIGatewayProxyEvent): { idempotencyKey?: string } => {
  const [key, ...more] = headerValues(event, 'idempotency-key');
  if (more.length > 0) throw new InvalidRequest([{ header: 'Idempotency-Key', detail: 'must be given once' }]);
  return key === undefined ? {} : { idempotencyKey: key };
};

/** Versions travel as strong entity tags. Tags that we never issue, weak ones among them, match no version. */
const expectedVersions = (event: APIGatewayProxyEvent): { expectedVersions?: readonly number[] } => {
  const tags = entityTags(event, 'If-Match');
  if (tags === undefined || tags === '*') return {};
  const ours = tags.filter(({ weak, value }) => !weak && /^[1-9]\d{0,14}$/.test(value));
  return { expectedVersions: ours.map(({ value }) => Number(value)) };
};
