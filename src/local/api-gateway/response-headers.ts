type HeaderValue = string | boolean | number;

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
  const listed = Object.entries(multiValueHeaders).flatMap(([name, values]) =>
    values.map((value) => pair(name, value)),
  );
  const taken = new Set(listed.map(([name, value]) => `${name.toLowerCase()}:${value}`));
  const single = Object.entries(headers)
    .map(([name, value]) => pair(name, value))
    .filter(([name, value]) => !taken.has(`${name.toLowerCase()}:${value}`));
  const sent = [...listed, ...single]
    .filter(([name]) => !dropped.has(name.toLowerCase()) && !ofTheGateway.has(name.toLowerCase()))
    .map(([name, value]) => [remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value] as const);
  const hasType = sent.some(([name]) => name.toLowerCase() === 'content-type');
  return hasType ? sent : [['Content-Type', 'application/json'], ...sent];
};

const pair = (name: string, value: HeaderValue): readonly [string, string] => [name, String(value)];
