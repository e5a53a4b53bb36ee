import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Application } from '../../src/application/application.ts';
import { connectionsOf } from '../../src/local/connections.ts';
import { startServer, type LocalServer } from '../../src/local/server.ts';
import { principalNamed, signedFetch } from '../support/signed-fetch.ts';
import { until } from '../support/until.ts';
import { memoryApplication } from '../support/ways-in/application.ts';

/* What a client does, or leaves undone, while the server closes. */

const start = (application: Application = memoryApplication().application): Promise<LocalServer> =>
  startServer({ application, stream: { missing: 'not needed' }, root: process.cwd(), port: 0, log: () => {} });

const connectTo = async ({ restUrl }: LocalServer, bytes = ''): Promise<Socket> => {
  const { port, hostname } = new URL(restUrl);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(bytes, resolve));
  // The server has read what came before, now that it answers something newer.
  await (await fetch(restUrl)).text();
  return socket;
};

const closes = async (server: LocalServer): Promise<number> => {
  const begun = performance.now();
  await server.close();
  return performance.now() - begun;
};

describe('a server that closes', () => {
  it('answers what has come in, and only then ends the connection', async () => {
    const { application } = memoryApplication();
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    let isCalled = false;
    const server = await start({
      ...application,
      createProduct: async (command) => {
        isCalled = true;
        await gate;
        return application.createProduct(command);
      },
    });
    const send = signedFetch(principalNamed(server.principals, 'writer'), 'execute-api');
    const answer = send(`${server.restUrl}/products`, { method: 'POST', body: '{"name":"Chair"}' });
    await until(() => isCalled, 'The call');
    const closed = closes(server);
    open();
    expect((await answer).status).toBe(201);
    // Not only when the client no longer keeps it open, after some seconds.
    expect(await closed).toBeLessThan(1_000);
  });

  const head = 'POST /local/products HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n';
  it.each([
    ['nothing', ''],
    ['half a head', head],
    ['half a body', `${head}\r\n12345`],
    ['its request, and keeps the connection', `${head}\r\n1234567890`],
  ])('waits for no client that has sent %s', async (_, bytes) => {
    const server = await start();
    const socket = await connectTo(server, bytes);
    expect(await closes(server)).toBeLessThan(1_000);
    socket.destroy();
  });
});

it('ends an answer that never ends when it has had its time', async () => {
  const server = createServer((_, response) => connections.answering(response)).listen(0, '127.0.0.1');
  const connections = connectionsOf(server);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const answer = fetch(`http://127.0.0.1:${port}`).catch(() => 'none');
  await once(server, 'request');
  await connections.close(20);
  expect(await answer).toBe('none');
});
