import { uriDecode, uriEncode } from './uri-encoding.ts';

/** Decoded; a parameter without `=` has an empty value. */
export type QueryParameter = readonly [name: string, value: string];

/**
 * In the order sent. A raw `+` is a space, which is what API Gateway hands to Lambda and what aws4 and aws4fetch sign
 * (versions of curl differ); a client that means a plus must send `%2B`.
 */
export const queryParameters = (rawQuery: string): QueryParameter[] =>
  rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [formDecode(name), formDecode(value)];
    });

const formDecode = (text: string): string => uriDecode(text.replaceAll('+', ' '));

/** Encoded anew and sorted by name, then by value. */
export const canonicalQuery = (parameters: readonly QueryParameter[]): string =>
  parameters
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .toSorted(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** By code, as the specification wants it: no locale has a say. */
const order = (one: string, other: string): number => Number(one > other) - Number(one < other);
