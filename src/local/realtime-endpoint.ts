import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { subprotocols } from './appsync/realtime/handshake.ts';
import type { Realtime } from './appsync/realtime/realtime.ts';
import { readRawHead } from './raw-http.ts';
import type { RawRequest } from './raw-request.ts';
import type { OnDemand } from './stream/on-demand.ts';

export interface RealtimeEndpoint {
  /** Takes over a connection whose client wants to speak another protocol than HTTP. */
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to all clients. */
  close(): void;
}

// AppSync's own real-time host has the first path, custom domains have the second, and clients choose by the host.
const paths = new Set(['/graphql', '/graphql/realtime']);
const protocol = 'graphql-ws';
const goingAway = 1001;
/** How long a client may take to say goodbye, in milliseconds. */
const goodbyeMs = 500;

/** AppSync's real-time endpoint over WebSockets. Each subscription follows what it is told of. */
export const createRealtimeEndpoint = (realtime: Realtime, follow: OnDemand['follow']): RealtimeEndpoint => {
  // The one other subprotocol that clients offer is their signature.
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024, handleProtocols: () => protocol });
  return {
    upgrade: (message, socket, head) => {
      const upgrade = readRawHead(message);
      const refusal = refusalOf(upgrade);
      if (refusal === null)
        server.handleUpgrade(message, socket, head, (client) => talk(realtime, follow, upgrade, client));
      else socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
    },
    close: () => {
      for (const client of server.clients) {
        client.close(goingAway);
        setTimeout(() => client.terminate(), goodbyeMs).unref();
      }
    },
  };
};

const refusalOf = (upgrade: RawRequest): string | null => {
  if (!paths.has(upgrade.rawPath)) return '403 Forbidden';
  return subprotocols(upgrade).includes(protocol) ? null : '400 Bad Request';
};

const talk = (realtime: Realtime, follow: OnDemand['follow'], upgrade: RawRequest, client: WebSocket): void => {
  const connection = realtime.connect(upgrade, {
    follow,
    send: (message) => client.send(JSON.stringify(message)),
    close: () => client.close(),
  });
  client.on('message', (text: Buffer) => connection.receive(text.toString()));
  client.on('close', connection.end);
  // A connection that breaks is closed.
  client.on('error', () => client.terminate());
};
