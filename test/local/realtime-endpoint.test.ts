import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect as connectTo, type Socket } from 'node:net';
import { createRealtimeEndpoint } from '../../src/local/realtime-endpoint.ts';
import { createUpgradingServer } from '../../src/local/upgrades.ts';
import { startPublishing } from './appsync/realtime/api.ts';
import { followNothing } from './appsync/realtime/conversation.ts';

/* What no client may do to the process that serves the others. */

let server: Server;
let port: number;
const listen = async (): Promise<void> => {
  const { realtime } = startPublishing();
  const endpoint = createRealtimeEndpoint({ realtime, follow: followNothing });
  server = createUpgradingServer((_, response) => response.end('over HTTP'), endpoint).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
};
const closed = (): Promise<unknown> => {
  const closing = once(server, 'close');
  server.close();
  return closing;
};

describe('a WebSocket without the subprotocol', () => {
  const asking =
    'GET /graphql HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
  const ask = async (): Promise<Socket> => {
    const socket = connectTo({ port, host: '127.0.0.1', allowHalfOpen: true });
    await new Promise((resolve) => socket.write(asking, resolve));
    return socket;
  };

  it('is refused, and keeps no server open by never ending its own half of the connection', async () => {
    await listen();
    const socket = await ask();
    const answer: Buffer[] = [];
    socket.on('data', (chunk) => answer.push(chunk));
    await once(socket, 'end');
    expect(Buffer.concat(answer).toString()).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    await closed();
    socket.destroy();
  });

  it('may reset the connection at once', async () => {
    await listen();
    const sockets = await Promise.all(Array.from({ length: 20 }, ask));
    await Promise.all(sockets.map((socket) => once(socket.resetAndDestroy(), 'close')));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('over HTTP');
    await closed();
  });
});
