import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect as connectTo, type Socket } from 'node:net';
import type { AppSyncOptions } from '../../src/local/appsync/appsync.ts';
import type { Client } from '../../src/local/appsync/realtime/connection.ts';
import { deployment } from '../../src/local/deployment.ts';
import { createRealtimeEndpoint, type RealtimeEndpoint } from '../../src/local/realtime-endpoint.ts';
import { createSignatureVerifier } from '../../src/local/sigv4/verifier.ts';
import { createUpgradingServer } from '../../src/local/upgrades.ts';
import { connect } from '../support/realtime-client.ts';
import { principalNamed } from '../support/signed-fetch.ts';
import { principals, startPublishing } from './appsync/realtime/api.ts';
import { followNothing } from './appsync/realtime/conversation.ts';

/* What no client may do to the process that serves the others. */

let server: Server;
let endpoint: RealtimeEndpoint;
let port: number;
let faults: unknown[];
const listen = async (options: Partial<AppSyncOptions> = {}, follow = followNothing): Promise<void> => {
  faults = [];
  const { realtime } = startPublishing(options);
  endpoint = createRealtimeEndpoint({ realtime, follow, onFault: (cause) => faults.push(cause) });
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

describe('a fault of ours', () => {
  const fault = new Error('a fault');
  const throws = (): never => {
    throw fault;
  };
  const places: [string, Partial<AppSyncOptions>, Client['follow']][] = [
    ['while a subscription is read', { decide: throws }, followNothing],
    ['while a subscription begins', {}, throws],
  ];

  it.each(places)('%s is told, and ends the connection of that client alone', async (_, options, follow) => {
    await listen(options, follow);
    const graphqlUrl = `http://127.0.0.1:${port}/graphql`;
    const keys = principalNamed(principals, 'reader');
    const [client, other] = [await connect(graphqlUrl, keys), await connect(graphqlUrl, keys)];
    client.send('{"type":"connection_init"}');
    await client.start('1', 'subscription { onProductChanged { id } }');
    expect(await client.closed).toBe(1011);
    expect(faults).toEqual([fault]);
    other.send('{"type":"connection_init"}');
    await other.next('connection_ack');
    other.close();
    await closed();
  });

  it('while a client connects is told, and ends its connection', async () => {
    await listen({ authenticate: throws });
    const client = await connect(`http://127.0.0.1:${port}/graphql`, principalNamed(principals, 'reader'));
    expect(await client.closed).toBe(1011);
    expect(faults).toEqual([fault]);
    await closed();
  });
});

describe('a start with far longer headers than HTTP lets pass', () => {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const names = Array.from({ length: 20_000 }, (_, n) => `h${n}`);
  const signedBy = (credential: string, signedHeaders: string): string =>
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=0`;

  it.each([
    ['slashes in a credential', { authorization: signedBy(`${'/'.repeat(200_000)}x`, 'host;x-amz-date') }],
    [
      'header names',
      { authorization: signedBy('x', names.join(';')), ...Object.fromEntries(names.map((name) => [name, ''])) },
    ],
  ])('is refused at once, for all its %s', async (_, more) => {
    await listen({
      authenticate: createSignatureVerifier({ principals, region: deployment.region, service: 'appsync' }),
    });
    const client = await connect(`http://127.0.0.1:${port}/graphql`, principalNamed(principals, 'reader'));
    client.send('{"type":"connection_init"}');
    await client.next('connection_ack');
    const authorization = { host: 'h', 'x-amz-date': date, ...more };
    const begun = performance.now();
    client.send(JSON.stringify({ id: '1', type: 'start', payload: { data: '{}', extensions: { authorization } } }));
    const { payload } = await client.next('error');
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(payload).toMatchObject({ errors: [{ errorType: 'BadRequestException' }] });
    client.close();
    await closed();
  });
});

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

  it('is answered over HTTP once the server takes in nobody any more', async () => {
    await listen();
    endpoint.close();
    const socket = await ask();
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    socket.destroy();
    await closed();
  });

  it('may reset the connection at once', async () => {
    await listen();
    const sockets = await Promise.all(Array.from({ length: 20 }, ask));
    await Promise.all(sockets.map((socket) => once(socket.resetAndDestroy(), 'close')));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('over HTTP');
    await closed();
  });
});
