import { createDynamoDbProductRepository } from '../../src/adapters/secondary/dynamodb/product-repository.ts';
import type { ProductRepository } from '../../src/application/ports/product-repository.ts';
import { createFeed } from '../../src/local/feed.ts';
import { alwaysOpen } from '../../src/local/store/stream.ts';
import type { OnDemand } from '../../src/local/stream/on-demand.ts';
import type { StreamReader } from '../../src/local/stream/stream-reader.ts';
import type { LogLine } from '../../src/main/log.ts';
import { randomId } from '../../src/main/system.ts';
import { engines, type TestStore } from '../support/engines.ts';
import { aProduct } from '../support/products.ts';
import { until } from '../support/until.ts';
import { role, startPublishing } from './appsync/realtime/api.ts';
import { converse, type Conversation } from './appsync/realtime/conversation.ts';

/* When the stream of a real engine is read for the sake of subscribers, and what of it they are told. */

const query = 'subscription { onProductChanged { product { name } } }';
const startEngine = engines['dynoxide'];

/** Passes on every request to the stream, and keeps its name. */
const recorded = (reader: StreamReader) => {
  const requests: (keyof StreamReader)[] = [];
  const state = { isDown: false };
  const pass = async <T>(name: keyof StreamReader, ask: () => Promise<T>): Promise<T> => {
    requests.push(name);
    if (state.isDown) throw new Error('no answer');
    return ask();
  };
  const recording: StreamReader = {
    shards: () => pass('shards', () => reader.shards()),
    skip: (id) => pass('skip', () => reader.skip(id)),
    read: (...args) => pass('read', () => reader.read(...args)),
  };
  return { reader: recording, requests, state };
};

(startEngine === undefined ? describe.skip : describe)('the feed of subscribers', () => {
  let store: TestStore;
  let repository: ProductRepository;
  let stream: ReturnType<typeof recorded>;
  let feed: OnDemand;
  let realtime: Parameters<typeof converse>[0];
  let lines: LogLine[];
  const clients: Conversation[] = [];

  beforeAll(async () => {
    if (startEngine !== undefined) store = await startEngine();
  });
  afterAll(() => store.close());

  beforeEach(async () => {
    const tableName = await store.newTable();
    repository = createDynamoDbProductRepository({
      client: store.client,
      tableName,
      catalogueShards: 1,
      newId: randomId,
    });
    const opened = await store.streamOf(tableName);
    if (!('reader' in opened)) throw new Error(opened.missing);
    stream = recorded(opened.reader);
    lines = [];
    const log = (line: LogLine): number => lines.push(line);
    const graphql = startPublishing();
    realtime = graphql.realtime;
    feed = createFeed({
      stream: alwaysOpen({ ...opened, reader: stream.reader }),
      graphql,
      role,
      log,
      pollInterval: 1,
    });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.leave();
    await feed.close();
  });

  const create = (name: string): Promise<unknown> => repository.create(aProduct({ id: randomId(), name }), '');
  const createMany = async (count: number): Promise<void> => {
    for (let n = 1; n <= count; n++) await create(`Stool ${n}`);
  };
  const connect = (hear?: Parameters<typeof converse>[2]): Conversation => {
    const client = converse(realtime, feed.follow, hear);
    clients.push(client);
    return client;
  };
  const namesTold = ({ said }: Conversation, id = '1'): unknown[] =>
    said
      .filter((message) => message.id === id && message.type === 'data')
      .map(({ payload }) => JSON.parse(JSON.stringify(payload)).data.onProductChanged.product.name);
  const subscribe = async (client: Conversation, id = '1'): Promise<void> => {
    client.start(id, query);
    await until(() => client.said.some((message) => message.id === id && message.type === 'start_ack'));
  };
  const told = (client: Conversation, name: string, id = '1'): Promise<void> =>
    until(() => namesTold(client, id).includes(name), `The creation of ${name}`);

  it('asks nothing of the stream while nobody is subscribed', async () => {
    await createMany(20);
    expect(stream.requests).toEqual([]);
  });

  it('tells what is created upon the acknowledgement, each time, and nothing of what was created before it was asked', async () => {
    for (let n = 1; n <= 40; n++) {
      await create(`before ${n}`);
      const created: Promise<unknown>[] = [];
      const client = connect(({ type }) => {
        if (type === 'start_ack') created.push(create(`after ${n}`));
      });
      client.start('1', query);
      await told(client, `after ${n}`);
      await Promise.all(created);
      client.leave();
      expect(namesTold(client)).toEqual([`after ${n}`]);
    }
  });

  it('reads on for whoever is still subscribed, and no more when nobody is', async () => {
    const [one, another] = [connect(), connect()];
    await subscribe(one);
    await subscribe(another);
    one.leave();
    await create('Chair');
    await told(another, 'Chair');
    another.stop('1');
    const before = stream.requests.length;
    await createMany(20);
    // One request may have been under way.
    expect(stream.requests.length - before).toBeLessThanOrEqual(1);
    expect(namesTold(one)).toEqual([]);
  });

  it('does not begin anew for one more subscriber', async () => {
    const client = connect();
    await subscribe(client, '1');
    await subscribe(client, '2');
    await create('Chair');
    await told(client, 'Chair', '2');
    expect(stream.requests.filter((name) => name === 'skip')).toHaveLength(1);
    expect([namesTold(client, '1'), namesTold(client, '2')]).toEqual([['Chair'], ['Chair']]);
  });

  it('tells who subscribes again of later changes only', async () => {
    const client = connect();
    await subscribe(client, '1');
    await create('Chair');
    await told(client, 'Chair', '1');
    client.stop('1');
    await createMany(3);
    await subscribe(client, '2');
    await create('Table');
    await told(client, 'Table', '2');
    expect([namesTold(client, '1'), namesTold(client, '2')]).toEqual([['Chair'], ['Table']]);
  });

  it('refuses who subscribes while the stream does not answer, logs why, and takes the next', async () => {
    stream.state.isDown = true;
    const client = connect();
    client.start('1', query);
    await until(() => client.said.length === 1);
    expect(client.said).toMatchObject([{ id: '1', type: 'error' }]);
    expect(lines).toEqual([
      { level: 'ERROR', message: 'The stream of the table cannot be read.', cause: new Error('no answer') },
    ]);
    stream.state.isDown = false;
    await subscribe(client, '2');
    await create('Chair');
    await told(client, 'Chair', '2');
  });

  it('goes on where it was when the stream does not answer for a while', async () => {
    await createMany(3);
    const client = connect();
    await subscribe(client);
    stream.state.isDown = true;
    await until(() => lines.length > 0, 'The failure');
    await create('Chair');
    stream.state.isDown = false;
    await told(client, 'Chair');
    expect(namesTold(client)).toEqual(['Chair']);
  });
});

describe('the feed of a table without a stream', () => {
  it('takes subscribers in, as AppSync does where no bus reaches it', async () => {
    const graphql = startPublishing();
    const feed = createFeed({ stream: { missing: 'the wrong engine' }, graphql, role, log: () => {} });
    const client = converse(graphql.realtime, feed.follow);
    client.start('1', query);
    await until(() => client.said.length === 1);
    client.leave();
    await feed.close();
    expect(client.said).toEqual([{ id: '1', type: 'start_ack' }]);
  });
});
