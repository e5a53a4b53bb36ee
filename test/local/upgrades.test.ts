import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { AwsV4Signer } from 'aws4fetch';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startTestServer, type TestServer } from '../support/local-server.ts';
import { principalNamed } from '../support/signed-fetch.ts';
import { until } from '../support/until.ts';

/* Clients that can speak another protocol than HTTP/1.1 say so by the way: both APIs serve them over HTTP/1.1. */

let store: TestStore;
let server: TestServer;
beforeAll(async () => {
  store = await fastestEngine();
  server = await startTestServer(store);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

const wishes = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAoAAAAAIAAAAA' };
const missingToken = '\r\n\r\n{"message":"Missing Authentication Token","requestId":"';

/** What comes back over one connection for requests that each wait for the answer to the one before. */
const exchange = async (...requests: readonly string[]): Promise<string> => {
  const { port, hostname } = new URL(server.restUrl);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
  for (const [index, bytes] of requests.entries()) {
    socket.write(bytes);
    await until(() => answer.split('}').length > index + 1, 'The answer', 3_000);
  }
  socket.destroy();
  return answer;
};

const asking = (target: string, headers: Record<string, string>): string =>
  `GET ${target} HTTP/1.1\r\nHost: h\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** A signed POST with a body, of a client that would rather speak HTTP/2. */
const post = async (url: string, service: string, sent: unknown): Promise<{ status: number; body: unknown }> => {
  const body = JSON.stringify(sent);
  const keys = principalNamed(server.principals, 'writer');
  const signer = new AwsV4Signer({ ...keys, url, method: 'POST', body, service, region: 'us-east-1' });
  const { headers } = await signer.sign();
  const message = request(url, { method: 'POST', headers: { ...Object.fromEntries(headers), ...wishes } }).end(body);
  const [response] = await once(message, 'response');
  const chunks: Buffer[] = await response.toArray();
  return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
};

describe('a request that wishes for another protocol', () => {
  it.each([
    ['HTTP/2', '/local/products', wishes],
    ['a WebSocket where none is spoken', '/local/products', { Connection: 'upgrade', Upgrade: 'websocket' }],
  ])('(%s) has the answer of the gateway', async (_, target, headers) => {
    const answer = await exchange(asking(target, headers));
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(answer).toContain('\r\nContent-Type: application/json\r\n');
    expect(answer).toContain('\r\nx-amzn-ErrorType: MissingAuthenticationTokenException\r\n');
    expect(answer).toContain(missingToken);
  });

  it('has the answer of AppSync, unless it is for a WebSocket', async () => {
    const answer = await exchange(asking('/graphql', wishes));
    expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
    expect(answer).toContain('"Valid authorization header not provided."');
  });

  it('leaves the connection open for the next', async () => {
    const answer = await exchange(asking('/local/products', wishes), asking('/local/orders', wishes));
    expect(answer.split(missingToken)).toHaveLength(3);
  });

  it('closes the connection when it says so', async () => {
    const { port, hostname } = new URL(server.restUrl);
    const socket = connect(Number(port), hostname).resume();
    const begun = performance.now();
    socket.write(asking('/local/products', { ...wishes, Connection: 'Upgrade, HTTP2-Settings, close' }));
    await once(socket, 'close');
    // Not when the connections that are kept open run out, after five seconds.
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('is served with its body', async () => {
    const created = await post(`${server.restUrl}/products`, 'execute-api', { name: 'Chair' });
    expect(created).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    const listed = await post(server.graphqlUrl, 'appsync', { query: '{ listProducts { items { name } } }' });
    expect(listed).toMatchObject({ status: 200, body: { data: { listProducts: { items: [{ name: 'Chair' }] } } } });
  });
});

describe('a request with a long head', () => {
  it('has the answer of the gateway, whose limits it keeps', async () => {
    const answer = await exchange(asking(`/local/products?a=${'x'.repeat(9_000)}`, { 'X-Long': 'x'.repeat(8_000) }));
    expect(answer).toContain(missingToken);
  });
});
