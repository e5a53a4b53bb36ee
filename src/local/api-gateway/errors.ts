import { gatewayResponses, type GatewayResponseType } from '../../adapters/primary/rest/gateway-responses.ts';
import type { RawResponse } from '../raw-request.ts';
import type { ResponseIds } from './ids.ts';

/** An answer of the gateway itself, where no handler was asked or its answer was of no use. */
export interface GatewayError {
  readonly status: number;
  /** Of the header `x-amzn-ErrorType`; absent where we know of no record of it. */
  readonly type?: string;
  readonly message: string;
  /**
   * By which of the API's gateway responses it is told. Absent where AWS answers in its own words: "Gateway response
   * types" in the developer guide excepts a body that is too large, and no API is asked before its stage is known.
   */
  readonly toldBy?: GatewayResponseType;
}

export const errorResponse = (error: GatewayError, ids: ResponseIds): RawResponse => ({
  status: error.status,
  headers: [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', ids.requestId],
    ['x-amz-apigw-id', ids.extendedRequestId],
    ...(error.type === undefined ? [] : [['x-amzn-ErrorType', error.type] as const]),
  ],
  body: bodyOf(error, ids),
});

// The message last, since it may quote what the caller sent.
const bodyOf = ({ message, toldBy }: GatewayError, { requestId }: ResponseIds): string =>
  toldBy === undefined
    ? JSON.stringify({ message })
    : gatewayResponses[toldBy]
        .replace('$context.requestId', requestId)
        .replace('$context.error.messageString', () => JSON.stringify(message));

/** A resource or method that the API has not, and a call without a signature. */
export const missingAuthenticationToken: GatewayError = {
  status: 403,
  type: 'MissingAuthenticationTokenException',
  message: 'Missing Authentication Token',
  toldBy: 'DEFAULT_4XX',
};

/** A stage that the API has not. */
export const forbidden: GatewayError = { status: 403, type: 'ForbiddenException', message: 'Forbidden' };

/** The function failed, or its answer is not one that the gateway understands. */
export const badFunctionResponse: GatewayError = {
  status: 502,
  type: 'InternalServerErrorException',
  message: 'Internal server error',
  toldBy: 'DEFAULT_5XX',
};

export const integrationTimeout: GatewayError = {
  status: 504,
  type: 'InternalServerErrorException',
  message: 'Endpoint request timed out',
  toldBy: 'DEFAULT_5XX',
};

export const payloadTooLarge: GatewayError = {
  status: 413,
  type: 'RequestTooLargeException',
  message: 'HTTP content length exceeded 10485760 bytes',
};

/** The gateway would take the body, but the event around it is more than Lambda takes. */
export const eventTooLarge: GatewayError = { status: 413, message: 'Request Too Long' };

export const uriTooLong: GatewayError = { status: 414, message: 'Request URI too long' };

/** The URL is short enough, but not what the policies would be asked about. */
export const arnTooLong: GatewayError = { ...uriTooLong, toldBy: 'DEFAULT_4XX' };

export const headersTooLarge: GatewayError = { status: 431, message: 'Request Header Fields Too Large' };

export const badRequest: GatewayError = { status: 400, message: 'Bad Request' };
