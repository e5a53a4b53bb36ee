import { request as httpRequest, type Agent, type IncomingMessage, type ServerResponse } from 'node:http';

/** An answer of the store, whole. */
export interface StoreAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** One request on its way through the proxy, for a fault to deal with. */
export interface Exchange {
  /** The API call, from `X-Amz-Target`: `PutItem`. */
  readonly operation: string;
  /** Lets the store do what the request says. */
  forward(): Promise<StoreAnswer>;
  reply(answer: StoreAnswer): void;
  /** Writes bytes on the wire as they stand, without asking whether they are HTTP. */
  raw(text: string): void;
  /** Ends the connection with a reset, or orderly. */
  reset(): void;
  hangUp(): void;
  /** Whether the client is still there. */
  isOpen(): boolean;
  /** Resolves after so many of the client's request time-outs, or when the proxy is told to settle. */
  wait(timeouts: number): Promise<void>;
}

/** A change to inputs or outputs of the store, as a mistake in the adapter's code would make it. */
export interface Alteration {
  request?(operation: string, input: JsonObject): JsonObject;
  answer?(operation: string, output: JsonObject, input: JsonObject, status: number): JsonObject;
}

export type JsonObject = Record<string, unknown>;

/** How to reach the store, and how time passes. */
export interface Upstream {
  readonly port: number;
  readonly agent: Agent;
  readonly wait: Exchange['wait'];
  readonly alteration: Alteration;
}

const json = 'application/x-amz-json-1.0';

export const exchange = (
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  upstream: Upstream,
): Exchange => {
  const { socket } = request;
  const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
  return {
    operation,
    forward: () => altered(operation, body, upstream.alteration, (bytes) => forward(request, bytes, upstream)),
    reply: (answer) => {
      if (socket.destroyed) return;
      const head = { 'content-type': json, 'content-length': answer.body.length };
      response.writeHead(answer.status, head).end(answer.body);
    },
    raw: (text) => {
      if (!socket.destroyed) socket.write(text);
    },
    // Node.js 20 leaks a socket that is reset while it is being shut down, as when the client has left.
    reset: () => (socket.readableEnded || socket.writableEnded ? socket.destroy() : socket.resetAndDestroy()),
    hangUp: () => socket.end(),
    isOpen: () => !socket.destroyed,
    wait: upstream.wait,
  };
};

const altered = async (
  operation: string,
  body: Buffer,
  alteration: Alteration,
  send: (body: Buffer) => Promise<StoreAnswer>,
): Promise<StoreAnswer> => {
  // Spares the parsing where nothing is to be altered.
  if (alteration.request === undefined && alteration.answer === undefined) return send(body);
  const asked: JsonObject = JSON.parse(String(body));
  const input = alteration.request?.(operation, asked) ?? asked;
  const { status, body: bytes } = await send(Buffer.from(JSON.stringify(input)));
  const said: JsonObject = JSON.parse(String(bytes));
  const output = alteration.answer?.(operation, said, input, status) ?? said;
  return { status, body: Buffer.from(JSON.stringify(output)) };
};

const forward = (request: IncomingMessage, body: Buffer, { port, agent }: Upstream): Promise<StoreAnswer> =>
  new Promise((resolve, reject) => {
    const { 'x-amz-target': target, authorization, 'x-amz-date': date } = request.headers;
    const headers = { 'content-type': json, 'x-amz-target': target, authorization, 'x-amz-date': date };
    const options = { host: '127.0.0.1', port, agent, method: 'POST', path: '/' };
    httpRequest({ ...options, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      void bytesOf(answer).then((bytes) => resolve({ status: answer.statusCode ?? 0, body: bytes }), reject);
    })
      .once('error', reject)
      .end(body);
  });

export const bytesOf = (message: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('error', reject)
      .once('end', () => resolve(Buffer.concat(chunks)));
  });
