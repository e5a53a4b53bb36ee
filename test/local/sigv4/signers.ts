import { createHash, createHmac } from 'node:crypto';
import type { Hash, Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import { AwsV4Signer } from 'aws4fetch';
import type { Principal } from '../../../src/local/principals.ts';
import type { RawRequest } from '../../../src/local/raw-request.ts';
import { scope } from './principals.ts';

/** What a client wants to send. */
export interface Order {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Decoded; a name may come with several values. */
  readonly query: readonly (readonly [name: string, values: readonly string[]])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly as: Principal;
  readonly at: Date;
}

export interface Signer {
  readonly name: string;
  /** With the signature in the `Authorization` header. */
  readonly sign: (order: Order) => Promise<RawRequest>;
  /** With the signature in the query. */
  readonly presign: (order: Order) => Promise<RawRequest>;
}

const host = 'localhost:4566';

export const encodedQuery = (query: Order['query']): string =>
  query
    .flatMap(([name, values]) => values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&');

const targetOf = ({ path, query }: Order): string => (query.length === 0 ? path : `${path}?${encodedQuery(query)}`);

const basicTime = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** The request as a server reads it off the wire. */
const received = (order: Order, target: string, headers: Iterable<readonly [string, string | number]>): RawRequest => {
  const mark = target.indexOf('?');
  return {
    method: order.method,
    rawPath: mark === -1 ? target : target.slice(0, mark),
    rawQuery: mark === -1 ? '' : target.slice(mark + 1),
    headers: Array.from(headers, ([name, value]) => [name, String(value)] as const),
    body: Buffer.from(order.body),
    remoteAddress: '127.0.0.1',
    receivedAt: order.at,
  };
};

const keyOf = (secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array => {
  if (typeof secret === 'string') return secret;
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
};

class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret));
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {}
}

const smithy = async (order: Order, method: 'sign' | 'presign'): Promise<RawRequest> => {
  const signer = new SignatureV4({ credentials: order.as, ...scope, sha256: Sha256, applyChecksum: false });
  const request = {
    method: order.method,
    protocol: 'http:',
    hostname: 'localhost',
    path: order.path,
    query: Object.fromEntries(order.query.map(([name, values]) => [name, [...values]])),
    headers: { host, ...order.headers },
    body: order.body,
  };
  const options = { signingDate: order.at };
  const signed =
    method === 'sign'
      ? await signer.sign(request, options)
      : await signer.presign(request, { ...options, expiresIn: 900 });
  const query = Object.entries(signed.query ?? {}).map(([name, value]) => [name, [value ?? ''].flat()] as const);
  return received(order, targetOf({ ...order, query }), Object.entries(signed.headers));
};

const byAws4 = async (order: Order, signQuery: boolean): Promise<RawRequest> => {
  const dated: Order['query'] = [...order.query, ['X-Amz-Date', [basicTime(order.at)]]];
  const signed = aws4.sign(
    {
      host,
      method: order.method,
      path: targetOf(signQuery ? { ...order, query: dated } : order),
      headers: signQuery ? { ...order.headers } : { ...order.headers, 'X-Amz-Date': basicTime(order.at) },
      body: order.body,
      ...scope,
      signQuery,
    },
    order.as,
  );
  return received(order, signed.path, Object.entries(signed.headers));
};

const byAws4fetch = async (order: Order, signQuery: boolean, appendSessionToken = false): Promise<RawRequest> => {
  const signed = await new AwsV4Signer({
    method: order.method,
    url: `http://${host}${targetOf(order)}`,
    headers: order.headers,
    body: order.body,
    ...order.as,
    ...scope,
    datetime: basicTime(order.at),
    signQuery,
    appendSessionToken,
    allHeaders: !signQuery,
  }).sign();
  return received(order, `${signed.url.pathname}${signed.url.search}`, [['host', host], ...signed.headers]);
};

export const smithySigner: Signer = {
  name: '@smithy/signature-v4',
  sign: (order) => smithy(order, 'sign'),
  presign: (order) => smithy(order, 'presign'),
};

export const aws4Signer: Signer = {
  name: 'aws4',
  sign: (order) => byAws4(order, false),
  presign: (order) => byAws4(order, true),
};

export const aws4fetchSigner: Signer = {
  name: 'aws4fetch',
  sign: (order) => byAws4fetch(order, false),
  presign: (order) => byAws4fetch(order, true),
};

export const signers: readonly Signer[] = [smithySigner, aws4Signer, aws4fetchSigner];

/** The token goes into the query when the signature is already made. */
export const presignThenAddToken = (order: Order): Promise<RawRequest> => byAws4fetch(order, true, true);
