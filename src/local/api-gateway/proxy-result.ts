import { isRecord } from '../record.ts';

/** A value of a header. Numbers as well: the types of the community allow them, and many functions answer with them. */
export type HeaderValue = string | boolean | number;

export interface ProxyResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly HeaderValue[]>>;
  readonly body: string;
}

/**
 * A function's answer after its way through JSON, or undefined when the gateway does not understand it: "Output format
 * of a Lambda function for proxy integration" in the developer guide. No other key is allowed, and each may be absent
 * or null. By hand, because a schema takes as long for it as the whole of the function.
 */
export const readProxyResult = (payload: unknown): ProxyResult | undefined => {
  if (!isRecord(payload) || !Object.keys(payload).every((key) => keys.has(key))) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = payload;
  const status = statusOf(statusCode ?? 200);
  if (status === undefined) return undefined;
  const [single, multi, text] = [headers ?? {}, multiValueHeaders ?? {}, body ?? ''];
  if (!isHeaders(single) || !isMultiValueHeaders(multi) || typeof text !== 'string') return undefined;
  if (typeof (isBase64Encoded ?? false) !== 'boolean') return undefined;
  return { status, headers: single, multiValueHeaders: multi, body: text };
};

const keys: ReadonlySet<string> = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

const statusOf = (value: unknown): number | undefined => {
  const isDigits = typeof value === 'string' && /^\d+$/.test(value);
  const status = isDigits ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
};

const isHeaders = (value: unknown): value is ProxyResult['headers'] =>
  isRecord(value) && Object.entries(value).every(([name, one]) => headerName.test(name) && isHeaderValue(one));

const isMultiValueHeaders = (value: unknown): value is ProxyResult['multiValueHeaders'] =>
  isRecord(value) &&
  Object.entries(value).every(
    ([name, list]) => headerName.test(name) && Array.isArray(list) && list.every(isHeaderValue),
  );

const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const headerText = /^[\t\x20-\x7e\x80-\xff]*$/;

const isHeaderValue = (value: unknown): value is HeaderValue =>
  typeof value === 'string' ? headerText.test(value) : typeof value === 'boolean' || typeof value === 'number';
