import { headerValues, type RawRequest, type RawResponse } from '../raw-request.ts';
import type { HttpRefusal } from './http-refusal.ts';

// AppSync's CORS headers cannot be configured: every origin may call, aws/aws-appsync-community#277.
const everyResponse = (requestId: string): [string, string][] => [
  ['x-amzn-requestid', requestId],
  ['access-control-allow-origin', '*'],
  [
    'access-control-expose-headers',
    'x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version',
  ],
];

const json = (status: number, requestId: string, headers: [string, string][], body: unknown): RawResponse => ({
  status,
  headers: [['content-type', 'application/json;charset=UTF-8'], ...everyResponse(requestId), ...headers],
  body: JSON.stringify(body),
});

/** The answer to a document that was accepted, errors or not: always 200. */
export const graphqlResponse = (result: unknown, requestId: string): RawResponse =>
  // A request usually consumes one token ("Monitoring" in AppSync's developer guide).
  json(200, requestId, [['x-amzn-appsync-tokensconsumed', '1']], result);

export const refusalResponse = ({ status, errorType, message }: HttpRefusal, requestId: string): RawResponse =>
  json(status, requestId, [['x-amzn-errortype', errorType]], { errors: [{ errorType, message }] });

/** The answer to a browser that asks whether it may call. */
export const preflightResponse = (request: RawRequest, requestId: string): RawResponse => ({
  status: 200,
  headers: [
    ...everyResponse(requestId),
    ['access-control-allow-methods', 'GET, POST, OPTIONS'],
    ['access-control-allow-headers', headerValues(request, 'access-control-request-headers').join(', ') || '*'],
    ['access-control-max-age', '172800'],
  ],
  body: '',
});
