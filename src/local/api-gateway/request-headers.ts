import { headerValues, type RawRequest } from '../raw-request.ts';
import { multiMap, type MultiMap } from './multi-map.ts';

const dropped: ReadonlySet<string> = new Set([
  // "Important notes" in the developer guide. Authorization reaches no handler of a method with IAM authorization.
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
  // Written anew by the gateway, whatever the caller says of them.
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/**
 * The headers of an event: names as the caller wrote them but for User-Agent, and what the gateway adds. Here it
 * tells the truth about port and protocol, where on AWS they are always 443 and https.
 */
export const eventHeaders = (request: RawRequest, traceId: string): MultiMap => {
  const headers: (readonly [string, string])[] = [];
  for (const header of request.headers) {
    const name = header[0].toLowerCase();
    if (!dropped.has(name)) headers.push(name === 'user-agent' ? ['User-Agent', header[1]] : header);
  }
  const [host = ''] = headerValues(request, 'host');
  const forwarded = headerValues(request, 'x-forwarded-for');
  headers.push(
    ['X-Amzn-Trace-Id', traceId],
    [
      'X-Forwarded-For',
      forwarded.length === 0 ? request.remoteAddress : [...forwarded, request.remoteAddress].join(', '),
    ],
    ['X-Forwarded-Port', /:(\d+)$/.exec(host)?.[1] ?? '80'],
    ['X-Forwarded-Proto', 'http'],
  );
  return multiMap(headers, lowerCase);
};

const lowerCase = (name: string): string => name.toLowerCase();
