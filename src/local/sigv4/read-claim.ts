import { headerValues } from '../raw-request.ts';
import type { RawRequest } from '../raw-request.ts';
import { readAuthorizationHeader } from './authorization-header.ts';
import type { ReadClaim } from './claim.ts';
import { readPresignedQuery } from './presigned-query.ts';
import { queryParameters } from './query-parameters.ts';

/** Finds the signature in the `Authorization` header or in the query, but not in both. */
export const readClaim = (request: RawRequest): ReadClaim => {
  const authorization = headerValues(request, 'authorization').join(', ').trim();
  const parameters = queryParameters(request.rawQuery);
  const isPresigned = parameters.some(([name]) => name === 'X-Amz-Algorithm');
  if (authorization !== '' && isPresigned) {
    const message = "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
    return { refusal: { type: 'InvalidSignatureException', message } };
  }
  if (isPresigned) return readPresignedQuery(parameters);
  if (authorization !== '') return readAuthorizationHeader(request, authorization, parameters);
  return { refusal: { type: 'NoCredentials', message: 'Missing Authentication Token' } };
};
