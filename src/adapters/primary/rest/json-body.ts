import type { APIGatewayProxyEvent } from 'aws-lambda';
import { InvalidRequest } from './invalid-request.ts';

/**
 * The largest body that is read, in bytes. The largest legal one, 2,200 astral characters all escaped as
 * `\ud83d\ude00`, is 26,400 bytes and a few for names and punctuation.
 */
export const maxBodyBytes = 32 * 1024;

/** The body as a JSON object, its values not looked at yet. Throws `InvalidRequest` for any other body. */
export const jsonBody = (event: APIGatewayProxyEvent): object => {
  const value = parse(text(event));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badBody('must be a JSON object');
  return value;
};

const text = ({ body, isBase64Encoded }: APIGatewayProxyEvent): string => {
  if (body === null || body === '') throw badBody('is missing: send a JSON object');
  if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') > maxBodyBytes) {
    throw badBody(`must have at most ${maxBodyBytes} bytes`);
  }
  return isBase64Encoded ? decoded(Buffer.from(body, 'base64')) : body;
};

// Lenient decoding would put U+FFFD in the place of bad bytes, and the product would keep it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decoded = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw badBody('must be UTF-8');
  }
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw badBody('must be valid JSON');
  }
};

const badBody = (detail: string): InvalidRequest => new InvalidRequest([{ pointer: '#', detail }]);
