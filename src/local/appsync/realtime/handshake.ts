import * as z from 'zod/mini';
import { headerValues, type RawRequest } from '../../raw-request.ts';

/*
 * "Building a real-time WebSocket client" in AppSync's developer guide: a client signs requests that it never sends,
 * and shows their headers.
 */

const headers = z.record(z.string(), z.string());

/**
 * The request that a client signed to connect: a POST to `/graphql/connect`. Its headers come as `header` of the
 * query, as a subprotocol `header-…`, or as they are. Null when they cannot be read.
 */
export const connectRequest = (upgrade: RawRequest): RawRequest | null => {
  const query = new URLSearchParams(upgrade.rawQuery);
  const inQuery = query.get('header');
  const body = Buffer.from(query.get('payload') ?? 'e30=', 'base64');
  const subprotocol = subprotocols(upgrade).find((protocol) => protocol.startsWith('header-'));
  if (inQuery === null && subprotocol === undefined) return signedRequest(upgrade, '/graphql/connect', upgrade.headers);
  const json = Buffer.from(inQuery ?? subprotocol?.slice('header-'.length) ?? '', 'base64').toString();
  const shown = headersIn(parsed(json));
  return shown === null ? null : signedRequest({ ...upgrade, body }, '/graphql/connect', shown);
};

/** The request that a client signed to subscribe: a POST of `data` to `/graphql`. Null when it cannot be read. */
export const subscribeRequest = (upgrade: RawRequest, authorization: unknown, data: string): RawRequest | null => {
  const shown = headersIn(authorization);
  return shown === null ? null : signedRequest({ ...upgrade, body: Buffer.from(data) }, '/graphql', shown);
};

/** The subprotocols that a client offers. */
export const subprotocols = (upgrade: RawRequest): string[] =>
  headerValues(upgrade, 'sec-websocket-protocol').flatMap((list) => list.split(/\s*,\s*/));

const signedRequest = (
  { body, remoteAddress }: RawRequest,
  rawPath: string,
  signed: RawRequest['headers'],
): RawRequest => ({
  method: 'POST',
  rawPath,
  rawQuery: '',
  headers: signed,
  body: body.length === 0 ? Buffer.from('{}') : body,
  remoteAddress,
  receivedAt: new Date(),
});

/**
 * The headers that a client shows as those of its request. AWS's own libraries add `x-amz-user-agent` after they have
 * signed, which HTTP would not let pass: what the signature does not name is left out.
 */
const headersIn = (value: unknown): RawRequest['headers'] | null => {
  const { success, data } = headers.safeParse(value);
  if (!success) return null;
  const shown = Object.entries(data);
  if (shown.reduce((sum, [name, text]) => sum + name.length + text.length, 0) > maxHeaderLength) return null;
  const authorization = shown.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const signed = /SignedHeaders=([^, ]*)/.exec(authorization)?.[1]?.split(';') ?? [];
  const known = new Set([...ofEveryClaim, ...signed]);
  return shown.filter(([name]) => known.has(name.toLowerCase()));
};

const ofEveryClaim = ['authorization', 'x-amz-date', 'x-amz-security-token'];

/** Of all names and values. A message may be a hundred times as long, and is not meant to keep a signature's reader busy. */
const maxHeaderLength = 10_240;

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};
