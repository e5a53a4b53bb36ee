import { maxBodyBytes, type RawRequest } from '../raw-request.ts';
import { badRequest, headersTooLarge, payloadTooLarge, uriTooLong, type GatewayError } from './errors.ts';

// "Quotas for configuring and running a REST API" in the developer guide, for a regional endpoint.
const maxUrlBytes = 10_240;
const maxHeaderValueBytes = 10_240;

/** What refuses a request before anybody looks at who sent it; undefined when nothing does. */
export const exceededLimit = (request: RawRequest): GatewayError | undefined => {
  const { rawPath, rawQuery, headers, body } = request;
  if (rawPath.length + 1 + rawQuery.length > maxUrlBytes) return uriTooLong;
  if (headers.reduce((sum, [, value]) => sum + value.length, 0) > maxHeaderValueBytes) return headersTooLarge;
  if (body.length > maxBodyBytes) return payloadTooLarge;
  // "Important notes": these must be percent-encoded in a query. They do not say what the answer is.
  if (/[|{}]/.test(rawQuery)) return badRequest;
  return undefined;
};
