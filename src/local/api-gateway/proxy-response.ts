import * as z from 'zod/mini';
import type { RawResponse } from '../raw-request.ts';
import type { ResponseIds } from './ids.ts';
import { responseHeaders } from './response-headers.ts';

const headerName = z.string().check(z.regex(/^[\w!#$%&'*+.^`|~-]+$/));
// Numbers as well: the types of the community allow them, and many functions answer with them.
const headerValue = z.union([z.string().check(z.regex(/^[\t\x20-\x7e\x80-\xff]*$/)), z.boolean(), z.number()]);
const status = z.union([z.int(), z.string().check(z.regex(/^\d+$/))]);
const absent = <T extends z.core.SomeType>(schema: T) => z.exactOptional(z.nullable(schema));

/** "Output format of a Lambda function for proxy integration" in the developer guide: no other key is allowed. */
const proxyResult = z.strictObject({
  statusCode: absent(status),
  headers: absent(z.record(headerName, headerValue)),
  multiValueHeaders: absent(z.record(headerName, z.array(headerValue))),
  body: absent(z.string()),
  isBase64Encoded: absent(z.boolean()),
});

/**
 * What a function's answer becomes on the wire; undefined when it is none that the gateway understands. Without
 * binary media types a body marked as base64 goes out as the base64 text that it is.
 */
export const proxyResponse = (payload: unknown, ids: ResponseIds, traceId: string): RawResponse | undefined => {
  const parsed = proxyResult.safeParse(payload);
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body } = parsed.data;
  const code = Number(statusCode ?? 200);
  if (code < 200 || code > 599) return undefined;
  return {
    status: code,
    headers: [
      ...responseHeaders(headers ?? {}, multiValueHeaders ?? {}),
      ['x-amzn-RequestId', ids.requestId],
      ['x-amz-apigw-id', ids.extendedRequestId],
      ['X-Amzn-Trace-Id', traceId],
    ],
    body: code === 204 || code === 304 ? '' : (body ?? ''),
  };
};
