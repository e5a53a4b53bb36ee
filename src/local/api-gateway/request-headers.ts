import { headerValues, type RawRequest } from '../raw-request.ts';
import { multiMap, type MultiMap } from './multi-map.ts';

// "Important notes" in the developer guide. Authorization reaches no handler of a method with IAM authorization.
const dropped: ReadonlySet<string> = new Set([
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
]);

// Written anew by the gateway, whatever the caller says of them.
const rewritten: ReadonlySet<string> = new Set([
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
  const passed = request.headers
    .filter(([name]) => !dropped.has(name.toLowerCase()) && !rewritten.has(name.toLowerCase()))
    .map(([name, value]) => [name.toLowerCase() === 'user-agent' ? 'User-Agent' : name, value] as const);
  const [host = ''] = headerValues(request, 'host');
  return multiMap(
    [
      ...passed,
      ['X-Amzn-Trace-Id', traceId],
      ['X-Forwarded-For', [...headerValues(request, 'x-forwarded-for'), request.remoteAddress].join(', ')],
      ['X-Forwarded-Port', /:(\d+)$/.exec(host)?.[1] ?? '80'],
      ['X-Forwarded-Proto', 'http'],
    ],
    (name) => name.toLowerCase(),
  );
};
