import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { subprotocols } from './appsync/realtime/handshake.ts';
import type { Realtime } from './appsync/realtime/realtime.ts';
import { readRawHead } from './raw-http.ts';
import type { RawRequest } from './raw-request.ts';
import type { OnDemand } from './stream/on-demand.ts';
import type { OtherProtocol } from './upgrades.ts';

export interface RealtimeEndpoint extends OtherProtocol {
  /** Says goodbye to all clients, and takes no others in. */
  close(): void;
}

interface RealtimeEndpointOptions {
  readonly realtime: Realtime;
  /** Each subscription follows what it is told of. */
  readonly follow: OnDemand['follow'];
  /** Told of what should never be thrown. It costs the client that it befell its connection. */
  readonly onFault: (cause: unknown) => void;
}

// AppSync's own real-time host has the first path, custom domains have the second, and clients choose by the host.
const paths = new Set(['/graphql', '/graphql/realtime']);
const protocol = 'graphql-ws';
const goingAway = 1001;
const internalError = 1011;
/** How long a client may take to say goodbye, in milliseconds. */
const goodbyeMs = 500;

/** AppSync's real-time endpoint over WebSockets. */
export const createRealtimeEndpoint = (options: RealtimeEndpointOptions): RealtimeEndpoint => {
  // The one other subprotocol that clients offer is their signature.
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024, handleProtocols: () => protocol });
  let isOpen = true;
  return {
    isWanted: (message) =>
      isOpen && message.headers.upgrade?.toLowerCase() === 'websocket' && paths.has(readRawHead(message).rawPath),
    upgrade: (message, socket, head) => {
      const upgrade = readRawHead(message);
      if (subprotocols(upgrade).includes(protocol))
        server.handleUpgrade(message, socket, head, (client) => talk(options, upgrade, client));
      else refuse(socket, '400 Bad Request');
    },
    close: () => {
      isOpen = false;
      for (const client of server.clients) {
        client.close(goingAway);
        setTimeout(() => client.terminate(), goodbyeMs).unref();
      }
    },
  };
};

const refuse = (socket: Duplex, status: string): void => {
  // Node.js has taken its own listener off, and without any a client that resets the connection ends the process.
  socket.on('error', () => socket.destroy());
  // Its own half of the connection is the client's to end, and it may never do so.
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
};

const talk = ({ realtime, follow, onFault }: RealtimeEndpointOptions, upgrade: RawRequest, client: WebSocket): void => {
  const fail = (cause: unknown): void => {
    onFault(cause);
    client.close(internalError);
  };
  // A connection that breaks is closed.
  client.on('error', () => client.terminate());
  try {
    const connection = realtime.connect(upgrade, {
      follow,
      send: (message) => client.send(JSON.stringify(message)),
      close: () => client.close(),
    });
    client.on('message', (text: Buffer) => void connection.receive(text.toString()).catch(fail));
    client.on('close', connection.end);
  } catch (cause) {
    fail(cause);
  }
};
