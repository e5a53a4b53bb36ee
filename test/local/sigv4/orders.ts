import fc from 'fast-check';
import { codePoint } from '../../support/code-point.ts';
import { session, user } from './principals.ts';
import type { Order } from './signers.ts';

/** One of the characters of a text. */
export const anyOf = (text: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(text));

/** Text of any code points, those that URLs must escape and those that signers treat differently in front. */
const text = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 12 }),
  fc.string({ unit: anyOf('aZ0-._~!*\'()+ %/?&=;,:@$é€𝄞"<>[]{}|\\^`#'), maxLength: 12 }),
);

/** As sent: escaped, or such characters as may stand as they are. */
const segment = fc.oneof(
  text.map((any) => encodeURIComponent(any)),
  fc.string({ unit: anyOf("aZ0-_~!*'()+;,:@$&="), maxLength: 8 }),
  fc.constantFrom('%c3%a9', '%2F', 'products', '', '..', '.'),
);

/** Names that are no property of Object.prototype: some signers keep queries in plain objects. */
const name = text.filter((any) => any !== '' && !(any in {}) && !any.startsWith('X-Amz-'));

const query = fc.uniqueArray(fc.tuple(name, fc.array(text, { minLength: 1, maxLength: 3 })), {
  selector: ([key]) => key,
  maxLength: 5,
});

/** Visible ASCII, with spaces and tabs anywhere. */
const headerValue = fc.string({ unit: anyOf('aZ09-_.,;:=/+"\'()<> \t'), maxLength: 20 });

const headers = fc.dictionary(
  fc.constantFrom('x-amz-meta', 'X-Amz-User-Agent', 'accept', 'If-Match', 'idempotency-key', 'X-Other'),
  headerValue,
  { maxKeys: 4, noNullPrototype: true },
);

export const orders: fc.Arbitrary<Order> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
  query,
  headers,
  body: fc.string({ unit: codePoint, maxLength: 40 }),
  as: fc.constantFrom(user, session),
  at: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((time) => new Date(Math.floor(time.getTime() / 1000) * 1000)),
});

export const order: Order = {
  method: 'PUT',
  path: '/local/products/1',
  query: [['pageSize', ['2']]],
  headers: { 'content-type': 'application/json', 'x-amz-meta': 'a  b' },
  body: '{"name":"Chair"}',
  as: user,
  at: new Date('2026-01-31T23:59:30Z'),
};
