import { hash } from 'node:crypto';
import { headerValues } from '../raw-request.ts';
import type { RawRequest } from '../raw-request.ts';
import { canonicalQuery } from './query-parameters.ts';
import type { QueryParameter } from './query-parameters.ts';
import { uriEncode } from './uri-encoding.ts';

/** The text whose hash is signed: "Create a signed AWS API request" in the IAM user guide. */
export const canonicalRequest = (
  request: RawRequest,
  parameters: readonly QueryParameter[],
  signedHeaders: readonly string[],
  bodyHash: string,
): string =>
  [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(parameters),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(headerValues(request, name))}`),
    '',
    signedHeaders.join(';'),
    bodyHash,
  ].join('\n');

/** Most requests have no body. */
export const bodyHashOf = ({ body }: RawRequest): string => (body.length === 0 ? hashOfNothing : sha256(body));

/** The hash of a text is that of its bytes on the wire: one character a byte. */
export const sha256 = (content: Buffer | string): string =>
  hash('sha256', typeof content === 'string' ? Buffer.from(content, 'latin1') : content, 'hex');

const hashOfNothing = sha256('');

/** What is already encoded is encoded once more (S3 alone does not), after dots and doubled slashes are resolved. */
const canonicalPath = (rawPath: string): string => {
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(uriEncode(segment));
  }
  const end = rawPath.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${end}`;
};

const canonicalValue = (values: readonly string[]): string => values.map(withSingleSpaces).join(',');

const withSingleSpaces = (value: string): string =>
  // Almost all values are as they must be.
  /\t| {2}|^ | $/.test(value) ? value.replaceAll(/[ \t]+/g, ' ').replaceAll(/^ | $/g, '') : value;
