import type { RawResponse } from '../raw-request.ts';
import type { ResponseIds } from './ids.ts';
import { readProxyResult } from './proxy-result.ts';
import { responseHeaders } from './response-headers.ts';

/**
 * What a function's answer becomes on the wire; undefined when it is none that the gateway understands. Without
 * binary media types a body marked as base64 goes out as the base64 text that it is.
 */
export const proxyResponse = (payload: unknown, ids: ResponseIds, traceId: string): RawResponse | undefined => {
  const result = readProxyResult(payload);
  if (result === undefined) return undefined;
  const { status, headers, multiValueHeaders, body } = result;
  return {
    status,
    headers: [
      ...responseHeaders(headers, multiValueHeaders),
      ['x-amzn-RequestId', ids.requestId],
      ['x-amz-apigw-id', ids.extendedRequestId],
      ['X-Amzn-Trace-Id', traceId],
    ],
    body: status === 204 || status === 304 ? '' : body,
  };
};
