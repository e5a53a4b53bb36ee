import { connect } from 'node:net';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A kept connection that carries one call after another. */
export interface Connection {
  /** Sends a call as `requestBytes` writes it; gives the status once the whole answer is there. */
  send(request: Buffer): Promise<number>;
  end(): void;
}

/** The call as it goes over the wire. */
export const requestBytes = ({ method, url, headers, body = '' }: Call): Buffer => {
  const { host, pathname, search } = new URL(url);
  const length = method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
  const sent = Object.entries({ ...headers, ...length }).filter(([name]) => name.toLowerCase() !== 'host');
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`];
  return Buffer.from(`${[...lines, ...sent.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n${body}`);
};

/**
 * A connection that knows just enough of HTTP for answers with a `Content-Length`, or with no body at all: node:http's
 * own client takes more CPU for a call than the servers measured here, so that it would be the client that is measured.
 */
export const openConnection = ({ hostname, port }: URL): Connection => {
  const socket = connect(Number(port), hostname).setNoDelay();
  let received = '';
  let waiting: { resolve(status: number): void; reject(cause: Error): void } | undefined;
  const settle = (): typeof waiting => {
    const settled = waiting;
    waiting = undefined;
    return settled;
  };
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0);
    if (received.length < headEnd + 4 + length) return;
    const status = Number(received.slice(9, 12));
    received = '';
    settle()?.resolve(status);
  });
  socket.on('error', (cause) => settle()?.reject(cause));
  socket.on('close', () => settle()?.reject(new Error('The server closed the connection.')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The server has closed the connection.'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    end: () => socket.destroy(),
  };
};
