import type { APIGatewayProxyEvent } from 'aws-lambda';
import { InvalidRequest } from './invalid-request.ts';

/** All values of a header, in order. API Gateway keeps the client's casing, and HTTP/2 clients send lower case. */
export const headerValues = (event: APIGatewayProxyEvent, name: string): readonly string[] => {
  // `headers` has the last value of each, and is all there is where an event is built by hand.
  const all: Readonly<Record<string, string | string[] | undefined>> = event.multiValueHeaders ?? event.headers ?? {};
  const key = Object.keys(all).find((candidate) => isSameName(candidate, name));
  return key === undefined ? [] : [all[key] ?? []].flat();
};

// Lengths first: most names of a request differ in them, and lower-casing each for each look-up adds up.
const isSameName = (key: string, lowerCase: string): boolean =>
  key.length === lowerCase.length && key.toLowerCase() === lowerCase;

/** The entity tags of an If-Match or If-None-Match header, `'*'` for any, undefined when it is not there. */
export const entityTags = (
  event: APIGatewayProxyEvent,
  header: 'If-Match' | 'If-None-Match',
): readonly EntityTag[] | '*' | undefined => {
  const values = headerValues(event, header.toLowerCase());
  if (values.length === 0) return undefined;
  const list = values.join(',').trim();
  if (list === '*') return '*';
  if (!entityTagList.test(list)) {
    throw new InvalidRequest([{ header, detail: 'must be * or a list of entity tags such as "3"' }]);
  }
  return [...list.matchAll(entityTag)].map(([, weak, value = '']) => ({ weak: weak !== undefined, value }));
};

export interface EntityTag {
  readonly weak: boolean;
  /** Without the quotes. */
  readonly value: string;
}

// RFC 9110, 8.8.3. Tags hold no quotes, so a match never starts inside another tag.
const entityTag = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
// eslint-disable-next-line security/detect-unsafe-regex -- linear: anchored, and each round ends in a comma or the end
const entityTagList = /^(?:[ \t]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[ \t]*(?:,|$)|[ \t]*,)+$/;
