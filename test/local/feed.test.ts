import { inspect } from 'node:util';
import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { CONTROL_EVENTS_KEY, createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { WebSocket } from 'ws';
import type { ProductEvent } from '../../src/adapters/primary/graphql/generated/schema.ts';
import { dynoxidePath } from '../../src/local/store/dynoxide.ts';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startTestServer, type TestServer } from '../support/local-server.ts';
import { principalNamed, signedFetch } from '../support/signed-fetch.ts';
import { until } from '../support/until.ts';

/* From either door over the table's own stream to a subscriber, with AWS's own client library. */

let store: TestStore;
let server: TestServer;
beforeAll(async () => {
  // The library is for browsers: Node.js has no WebSocket before version 22, and the timers it leaves behind would
  // keep the process.
  const { setTimeout } = globalThis;
  const unheld = (...args: Parameters<typeof setTimeout>): NodeJS.Timeout => setTimeout(...args).unref();
  Object.assign(globalThis, { WebSocket, setTimeout: unheld });
  store = await fastestEngine();
  server = await startTestServer(store, true);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

const query = gql`
  subscription ($id: ID) {
    onProductChanged(id: $id) {
      id
      type
      version
      changed
      product {
        name
        version
      }
    }
  }
`;

type Told = Pick<ProductEvent, 'id' | 'type' | 'version' | 'changed' | 'product'>;
interface Feed {
  readonly events: readonly Told[];
  readonly errors: readonly unknown[];
  end(): void;
}

/** Subscribes as an application would; resolves once AppSync says that it has begun, or has refused it. */
const subscribe = async (name: string, variables: { id?: string } = {}): Promise<Feed> => {
  const { accessKeyId, secretAccessKey } = principalNamed(server.principals, name);
  const link = createSubscriptionHandshakeLink({
    url: server.graphqlUrl,
    region: 'us-east-1',
    auth: { type: 'AWS_IAM', credentials: { accessKeyId, secretAccessKey } },
  });
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const events: Told[] = [];
  const errors: unknown[] = [];
  let begun = false;
  // Through the link alone: the client keeps to itself that a subscription has begun.
  const context = { controlMessages: { [CONTROL_EVENTS_KEY]: true } };
  const subscription = ApolloLink.execute(link, { query, variables, context }, { client }).subscribe({
    next: ({ data, extensions }) => {
      if (extensions?.['controlMsgType'] === 'CONNECTED') begun = true;
      else events.push(data?.['onProductChanged']);
    },
    error: (error: unknown) => errors.push(error),
  });
  await until(() => begun || errors.length > 0, 'The subscription');
  return { events, errors, end: () => subscription.unsubscribe() };
};

const rest = async (method: string, path = '', body?: unknown): Promise<{ id: string }> => {
  const send = signedFetch(principalNamed(server.principals, 'writer'), 'execute-api');
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const text = await (await send(`${server.restUrl}/products${path}`, init)).text();
  return text === '' ? { id: '' } : JSON.parse(text);
};

const graphql = async (name: string, text: string, variables: unknown = {}): Promise<unknown> => {
  const send = signedFetch(principalNamed(server.principals, name), 'appsync');
  const body = JSON.stringify({ query: text, variables });
  return (await send(server.graphqlUrl, { method: 'POST', body })).json();
};

const rename = (id: string, to: string): Promise<unknown> =>
  graphql('writer', `mutation { updateProduct(input: { id: "${id}", name: "${to}" }) { id } }`);

(dynoxidePath() === null ? describe.skip : describe)('a subscriber', () => {
  it('is told of a creation over REST, an update over GraphQL and a deletion over REST, in order and once each', async () => {
    const feed = await subscribe('reader');
    const { id } = await rest('POST', '', { name: 'Chair' });
    await rename(id, 'Bench');
    await rest('DELETE', `/${id}`);
    await until(() => feed.events.length >= 3, 'The third event');
    feed.end();
    expect(feed.events).toMatchObject([
      { id, type: 'ProductCreated', version: 1, changed: null, product: { name: 'Chair', version: 1 } },
      { id, type: 'ProductUpdated', version: 2, changed: ['name'], product: { name: 'Bench', version: 2 } },
      { id, type: 'ProductDeleted', version: 3, changed: null, product: { name: 'Bench', version: 2 } },
    ]);
    expect(feed.errors).toEqual([]);
  });

  it('is told of the one product that it asks for', async () => {
    const { id: other } = await rest('POST', '', { name: 'Table' });
    const { id } = await rest('POST', '', { name: 'Chair' });
    const [one, all] = [await subscribe('reader', { id }), await subscribe('writer')];
    await rename(other, 'Desk');
    await rename(id, 'Bench');
    await until(() => all.events.some(({ product }) => product.name === 'Bench'), 'The last event');
    await until(() => one.events.some(({ product }) => product.name === 'Bench'), 'The event');
    for (const feed of [one, all]) feed.end();
    expect(new Set(one.events.map((event) => event.id))).toEqual(new Set([id]));
    expect(one.events.at(-1)).toMatchObject({ type: 'ProductUpdated', version: 2 });
    expect(all.events.map(({ product }) => product.name).slice(-2)).toEqual(['Desk', 'Bench']);
  });

  it('is refused when IAM does not allow it to read', async () => {
    const feed = await subscribe('nobody');
    expect(inspect(feed.errors, { depth: 5 })).toContain('Permission denied');
    feed.end();
    expect(feed.events).toEqual([]);
  });
});
