import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';

/** Another protocol than HTTP that clients can ask for by `Upgrade`. */
export interface OtherProtocol {
  /** Whether a client asks for this protocol, where it is spoken. */
  isWanted(message: IncomingMessage): boolean;
  /** Takes over the connection of such a client. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** In bytes: more than the services behind take, which have answers of their own to what is too long. */
const maxHeaderSize = 32 * 1024;

/**
 * An HTTP server with one other protocol. Whoever asks for any other is served over HTTP as if it had not, as API
 * Gateway does: `curl --http2` and Java's HttpClient ask for `h2c` by every first request.
 */
export const createUpgradingServer = (serve: RequestListener, { isWanted, upgrade }: OtherProtocol): Server => {
  // Node.js asks from 22.21 and 24.9 on; its types do not know that yet.
  const options: ServerOptions & { shouldUpgradeCallback: OtherProtocol['isWanted'] } = {
    shouldUpgradeCallback: isWanted,
    maxHeaderSize,
  };
  const server = createServer(options, serve);
  server.on('upgrade', (message, socket, head) => {
    if (isWanted(message)) upgrade(message, socket, head);
    else giveBack(server, message, socket, head);
  });
  return server;
};

/** An older Node.js has stopped reading HTTP from the connection: it begins anew, with the wish left out. */
const giveBack = (server: Server, message: IncomingMessage, socket: Duplex, head: Buffer): void => {
  socket.unshift(Buffer.concat([Buffer.from(headWithoutWish(message), 'latin1'), head]));
  server.emit('connection', socket);
};

/** Without `Upgrade`, which API Gateway leaves out too: what `Connection` says of it means nothing by itself. */
const headWithoutWish = ({ method, url, httpVersion, rawHeaders }: IncomingMessage): string => {
  const lines = [`${method ?? ''} ${url ?? ''} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (name.toLowerCase() !== 'upgrade') lines.push(`${name}: ${value}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
};
