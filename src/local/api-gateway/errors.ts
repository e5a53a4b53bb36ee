import type { RawResponse } from '../raw-request.ts';
import type { ResponseIds } from './ids.ts';

/** An answer of the gateway itself, where no handler was asked or its answer was of no use. */
export interface GatewayError {
  readonly status: number;
  /** Of the header `x-amzn-ErrorType`; absent where we know of no record of it. */
  readonly type?: string;
  /** A policy's denial alone is told under `Message`. */
  readonly body: { readonly message: string } | { readonly Message: string };
}

export const errorResponse = ({ status, type, body }: GatewayError, ids: ResponseIds): RawResponse => ({
  status,
  headers: [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', ids.requestId],
    ['x-amz-apigw-id', ids.extendedRequestId],
    ...(type === undefined ? [] : [['x-amzn-ErrorType', type] as const]),
  ],
  body: JSON.stringify(body),
});

/** A resource or method that the API has not, and a call without a signature. */
export const missingAuthenticationToken: GatewayError = {
  status: 403,
  type: 'MissingAuthenticationTokenException',
  body: { message: 'Missing Authentication Token' },
};

/** A stage that the API has not. */
export const forbidden: GatewayError = { status: 403, type: 'ForbiddenException', body: { message: 'Forbidden' } };

/** The function failed, or its answer is not one that the gateway understands. */
export const badFunctionResponse: GatewayError = {
  status: 502,
  type: 'InternalServerErrorException',
  body: { message: 'Internal server error' },
};

export const integrationTimeout: GatewayError = {
  status: 504,
  type: 'InternalServerErrorException',
  body: { message: 'Endpoint request timed out' },
};

export const payloadTooLarge: GatewayError = {
  status: 413,
  type: 'RequestTooLargeException',
  body: { message: 'HTTP content length exceeded 10485760 bytes' },
};

/** The gateway would take the body, but the event around it is more than Lambda takes. */
export const eventTooLarge: GatewayError = { status: 413, body: { message: 'Request Too Long' } };

export const uriTooLong: GatewayError = { status: 414, body: { message: 'Request URI too long' } };

export const headersTooLarge: GatewayError = { status: 431, body: { message: 'Request Header Fields Too Large' } };

export const badRequest: GatewayError = { status: 400, body: { message: 'Bad Request' } };
