import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { CreatedProduct } from '../../../application/commands/create-product.ts';
import type { ProductPage } from '../../../application/queries/list-products.ts';
import type { Product } from '../../../domain/product.ts';
import { entityTags } from './headers.ts';

/** The five documented attributes, one by one: a rest pattern makes a page of 100 four times as dear. */
const representation = ({ id, name, description, createDate, lastUpdateDate }: Product): Omit<Product, 'version'> => ({
  id,
  name,
  description,
  createDate,
  lastUpdateDate,
});

const entityTag = ({ version }: Product): string => `"${version}"`;

// A private cache may keep an answer, and asks with the entity tag before it uses it.
const cacheControl = 'private, no-cache';

const contentType = 'application/json';

// No spreads in what runs for each request: V8 makes such objects slowly, and what reads them is slow, too.
const productHeaders = (product: Product): Record<string, string> => ({
  'Content-Type': contentType,
  'Cache-Control': cacheControl,
  ETag: entityTag(product),
});

const productBody = (product: Product): string => JSON.stringify(representation(product));

export const productResponse = (product: Product): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: productHeaders(product),
  body: productBody(product),
});

/** 304 when the caller's If-None-Match names the current version; tags are compared weakly (RFC 9110, 13.1.2). */
export const readResponse = (product: Product, event: APIGatewayProxyEvent): APIGatewayProxyResult => {
  const tags = entityTags(event, 'If-None-Match');
  const known = tags === '*' || tags?.some(({ value }) => value === String(product.version)) === true;
  return known
    ? { statusCode: 304, headers: { ETag: entityTag(product), 'Cache-Control': cacheControl }, body: '' }
    : productResponse(product);
};

export const createdResponse = (
  { product, replayed }: CreatedProduct,
  event: APIGatewayProxyEvent,
): APIGatewayProxyResult => {
  // With the stage or the base path of a custom domain, whichever the caller used.
  const location = `/${event.requestContext.path}/${product.id}`.replaceAll(/\/{2,}/g, '/');
  const headers = productHeaders(product);
  headers['Location'] = location;
  // Without a key it tells that an attempt before had an effect, and that others have changed the product since.
  if (replayed) headers['Idempotency-Replayed'] = 'true';
  return { statusCode: 201, headers, body: productBody(product) };
};

export const pageResponse = ({ products, nextToken }: ProductPage): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: { 'Content-Type': contentType, 'Cache-Control': cacheControl },
  body: JSON.stringify({ products: products.map(representation), nextToken }),
});

export const deletedResponse = (): APIGatewayProxyResult => ({
  statusCode: 204,
  headers: { 'Cache-Control': cacheControl },
  body: '',
});
