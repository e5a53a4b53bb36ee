import type { IncomingMessage, ServerResponse } from 'node:http';
import { maxBodyBytes, type RawRequest, type RawResponse } from './raw-request.ts';

/** A request as it came over HTTP. Rejects when the caller goes away before its end. */
export const readRawRequest = async (message: IncomingMessage): Promise<RawRequest> => {
  const receivedAt = new Date();
  return rawRequest(message, receivedAt, hasBody(message) ? await readBody(message) : noBody);
};

/** A request without its body, such as one to speak another protocol from now on. */
export const readRawHead = (message: IncomingMessage): RawRequest => rawRequest(message, new Date(), noBody);

const noBody = Buffer.alloc(0);

// RFC 9112, 6.3: without either there is none, and nothing to wait for.
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

const rawRequest = (message: IncomingMessage, receivedAt: Date, body: Buffer): RawRequest => {
  // A request to a proxy names the origin as well.
  const url = message.url ?? '/';
  const target = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '');
  const queryAt = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    rawPath: (queryAt === -1 ? target : target.slice(0, queryAt)) || '/',
    rawQuery: queryAt === -1 ? '' : target.slice(queryAt + 1),
    headers: pairs(message.rawHeaders),
    body,
    remoteAddress: message.socket.remoteAddress ?? '',
    receivedAt,
  };
};

/** Sends a response; Node.js adds `Date`, and leaves bodies out where HTTP has none. */
export const sendRawResponse = (response: ServerResponse, { status, headers, body }: RawResponse): void => {
  const sent: string[] = [];
  for (const [name, value] of headers) sent.push(name, value);
  if (status !== 204 && status !== 304) sent.push('Content-Length', String(Buffer.byteLength(body)));
  // All at once: node:http keeps a table of headers that come one by one.
  response.writeHead(status, sent).end(body);
};

const readBody = (message: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      // What follows is read and thrown away: a caller that still sends would not see the answer.
      if (size > maxBodyBytes) return;
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBodyBytes) resolve(Buffer.concat(chunks).subarray(0, maxBodyBytes + 1));
    });
    message.on('end', () => resolve(Buffer.concat(chunks)));
    message.on('error', reject);
  });

const pairs = (rawHeaders: readonly string[]): readonly (readonly [string, string])[] => {
  const headers: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return headers;
};
