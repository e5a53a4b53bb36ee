import type { HeaderValue } from './proxy-result.ts';

// "Important notes" in the developer guide. The length is that of the body, whatever a function says.
const dropped: ReadonlySet<string> = new Set([
  'content-length',
  'expect',
  'host',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const remapped: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-md5',
  'date',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);
// Each answer has them once, from the gateway.
const ofTheGateway: ReadonlySet<string> = new Set(['x-amzn-requestid', 'x-amz-apigw-id', 'x-amzn-trace-id']);

/**
 * The headers of a function's answer as they go out. Both maps are merged, the lists first, whatever the case of the
 * names; a value that a list has already is not repeated.
 */
export const responseHeaders = (
  headers: Readonly<Record<string, HeaderValue>>,
  multiValueHeaders: Readonly<Record<string, readonly HeaderValue[]>>,
): readonly (readonly [name: string, value: string])[] => {
  const sent: (readonly [string, string])[] = [];
  const listed = new Set<string>();
  let hasType = false;
  const add = (name: string, lowerCase: string, value: string): void => {
    if (dropped.has(lowerCase) || ofTheGateway.has(lowerCase)) return;
    if (lowerCase === 'content-type') hasType = true;
    sent.push([remapped.has(lowerCase) ? `x-amzn-Remapped-${name}` : name, value]);
  };
  for (const [name, values] of Object.entries(multiValueHeaders)) {
    const lowerCase = name.toLowerCase();
    for (const value of values) {
      listed.add(`${lowerCase}:${value}`);
      add(name, lowerCase, String(value));
    }
  }
  for (const [name, value] of Object.entries(headers)) {
    const lowerCase = name.toLowerCase();
    if (!listed.has(`${lowerCase}:${value}`)) add(name, lowerCase, String(value));
  }
  return hasType ? sent : [['Content-Type', 'application/json'], ...sent];
};
