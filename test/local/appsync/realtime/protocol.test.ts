import { fastestEngine, type TestStore } from '../../../support/engines.ts';
import { startTestServer, type TestServer } from '../../../support/local-server.ts';
import { connect, type HeaderForm, type RealtimeClient } from '../../../support/realtime-client.ts';
import { principalNamed } from '../../../support/signed-fetch.ts';
import { until } from '../../../support/until.ts';

/* AppSync's WebSocket protocol, message by message. */

let store: TestStore;
let server: TestServer;
const clients: RealtimeClient[] = [];
beforeAll(async () => {
  store = await fastestEngine();
  server = await startTestServer(store);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await server.close();
  await store.close();
});

const keysOf = (name: string) => principalNamed(server.principals, name);
const open = async (
  keys: Parameters<typeof connect>[1] = keysOf('reader'),
  how: Parameters<typeof connect>[2] = {},
): Promise<RealtimeClient> => {
  const client = await connect(server.graphqlUrl, keys, how);
  clients.push(client);
  client.send('{"type":"connection_init"}');
  return client;
};
const opened = async (name = 'reader'): Promise<RealtimeClient> => {
  const client = await open(keysOf(name));
  await client.next('connection_ack');
  return client;
};
const query = 'subscription { onProductChanged { id } }';

describe('connecting', () => {
  it.each<[HeaderForm, string]>([
    ['query', '/graphql'],
    ['query', '/graphql/realtime'],
    ['subprotocol', '/graphql/realtime'],
    ['headers', '/graphql/realtime'],
  ])('with a signature in %s, at %s, is acknowledged and kept alive', async (form, path) => {
    const client = await open(keysOf('reader'), { form, path });
    expect(await client.next('connection_ack')).toEqual({
      type: 'connection_ack',
      payload: { connectionTimeoutMs: 300_000 },
    });
    expect(await client.next('ka')).toEqual({ type: 'ka' });
  });

  it('takes a session token', async () => {
    const client = await open(keysOf('session'));
    await client.next('connection_ack');
  });

  it.each<HeaderForm>(['query', 'subprotocol', 'headers'])('with a wrong signature in %s is an error', async (form) => {
    const client = await open({ ...keysOf('reader'), secretAccessKey: 'wrong' }, { form });
    expect(await client.next('connection_error')).toMatchObject({
      payload: {
        errors: [
          {
            errorType: 'BadRequestException',
            errorCode: 400,
            message: expect.stringContaining('The request signature we calculated does not match'),
          },
        ],
      },
    });
    await client.closed;
  });

  it('to another path is refused', async () => {
    await expect(open(keysOf('reader'), { path: '/local/products' })).rejects.toThrow('403');
  });

  it('ends when the server says goodbye', async () => {
    const other = await startTestServer(store);
    const client = await connect(other.graphqlUrl, keysOf('reader'));
    await other.close();
    expect(await client.closed).toBe(1001);
  });
});

describe('subscribing', () => {
  it('is acknowledged, and ends when it is asked to', async () => {
    const client = await opened();
    await client.start('1', query);
    expect(await client.next('start_ack')).toEqual({ id: '1', type: 'start_ack' });
    client.send('{"type":"stop","id":"1"}');
    expect(await client.next('complete')).toEqual({ id: '1', type: 'complete' });
  });

  it('asks IAM for the field of the subscription, each time anew', async () => {
    const client = await opened();
    await client.start('1', query, {}, keysOf('nobody'));
    expect(await client.next('error')).toEqual({
      id: '1',
      type: 'error',
      payload: { errors: [{ errorType: 'UnauthorizedException', message: 'Permission denied' }] },
    });
    await client.start('2', query);
    expect(await client.next('start_ack')).toMatchObject({ id: '2' });
  });

  const refusals: [string, string, string][] = [
    [
      'a field that is not there',
      'subscription { onCreate { id } }',
      "Field 'onCreate' in type 'Subscription' is undefined",
    ],
    ['a query', '{ listProducts { nextToken } }', 'Only subscriptions are served here.'],
    ['no document', '', 'Unable to parse GraphQL query.'],
    [
      'a variable of the wrong type',
      'subscription ($id: ID) { onProductChanged(id: $id) { id } }',
      "Variable 'id' has an invalid value",
    ],
    [
      'a field with a directive that lacks its argument',
      'subscription { onProductChanged @skip { id } }',
      "Missing directive argument if @ 'onProductChanged'",
    ],
    [
      'a field with a directive whose variable is null',
      'subscription ($no: Boolean = true) { onProductChanged @include(if: $no) { id } }',
      'Argument "if" of non-null type "Boolean!" must not be null.',
    ],
    ['a document too deep to be read', `subscription ${'{ a '.repeat(50_000)}`, 'Unable to parse GraphQL query.'],
  ];
  it.each(refusals)('to %s is an error', async (_, text, message) => {
    const client = await opened();
    await client.start('1', text, { id: { not: 'an id' }, no: null });
    expect(await client.next('error')).toMatchObject({
      id: '1',
      payload: { errors: [{ message: expect.stringContaining(message) }] },
    });
  });

  it('to a field that a variable includes is acknowledged, and to one that it leaves out an error', async () => {
    const client = await opened();
    const included = 'subscription ($x: Boolean!) { onProductChanged @include(if: $x) { id } }';
    await client.start('1', included, { x: true });
    expect(await client.next('start_ack')).toEqual({ id: '1', type: 'start_ack' });
    await client.start('2', included, { x: false });
    expect(await client.next('error')).toMatchObject({
      id: '2',
      payload: { errors: [{ message: 'A subscription selects one field.' }] },
    });
  });

  it('with a wrong signature is an error, in the words of AWS', async () => {
    const client = await opened();
    await client.start('1', query, {}, { ...keysOf('reader'), secretAccessKey: 'wrong' });
    expect(await client.next('error')).toMatchObject({
      id: '1',
      payload: { errors: [{ errorType: 'BadRequestException', message: expect.stringContaining('does not match') }] },
    });
  });

  it('twice under one id is an error', async () => {
    const client = await opened();
    await client.start('1', query);
    await client.next('start_ack');
    await client.start('1', query);
    expect(await client.next('error')).toMatchObject({ id: '1' });
  });

  it('more than a hundred times is an error', async () => {
    const client = await opened();
    for (let n = 1; n <= 101; n++) await client.start(String(n), query);
    expect(await client.next('error')).toMatchObject({
      id: '101',
      payload: { errors: [{ errorType: 'MaxSubscriptionsReachedError' }] },
    });
    const acknowledged = (): number => client.messages.filter(({ type }) => type === 'start_ack').length;
    await until(() => acknowledged() >= 100, 'The last acknowledgement');
    expect(acknowledged()).toBe(100);
  });

  it('before the connection is acknowledged is an error', async () => {
    const client = await connect(server.graphqlUrl, keysOf('reader'));
    clients.push(client);
    await client.start('1', query);
    expect(await client.next('error')).toMatchObject({ id: '1' });
  });

  it.each(['{"type":"unknown"}', '{"type":"start"}', 'no JSON'])('by %s is not supported', async (text) => {
    const client = await opened();
    client.send(text);
    expect(await client.next('error')).toMatchObject({ payload: { errors: [{ errorType: 'UnsupportedOperation' }] } });
  });
});
