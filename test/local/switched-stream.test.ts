import { createDynamoDbProductRepository } from '../../src/adapters/secondary/dynamodb/product-repository.ts';
import { createFeed } from '../../src/local/feed.ts';
import { switchedStream } from '../../src/local/store/switched-stream.ts';
import { streamOf } from '../../src/local/store/table.ts';
import type { OnDemand } from '../../src/local/stream/on-demand.ts';
import type { LogLine } from '../../src/main/log.ts';
import { randomId } from '../../src/main/system.ts';
import { engines, type TestStore } from '../support/engines.ts';
import { aProduct } from '../support/products.ts';
import { until } from '../support/until.ts';
import { role, startPublishing } from './appsync/realtime/api.ts';
import { converse, type Conversation } from './appsync/realtime/conversation.ts';

const startEngine = engines['dynoxide'];
const query = 'subscription { onProductChanged { product { name } } }';
const rounds = 20;

(startEngine === undefined ? describe.skip : describe)('the stream of a table in dynoxide', () => {
  let store: TestStore;
  let tableName: string;
  let feed: OnDemand;
  let lines: LogLine[];
  let connect: (hear?: Parameters<typeof converse>[2]) => Conversation;

  beforeAll(async () => {
    if (startEngine !== undefined) store = await startEngine();
  });
  afterAll(() => store.close());

  beforeEach(async () => {
    tableName = await store.newTable();
    const at = { endpoint: store.endpoint, region: 'us-east-1', credentials: anyKeys };
    const stream = await switchedStream(store.client, tableName, at);
    lines = [];
    const graphql = startPublishing();
    feed = createFeed({ stream, graphql, role, log: (line) => lines.push(line), pollInterval: 1 });
    connect = (hear) => converse(graphql.realtime, feed.follow, hear);
  });
  afterEach(() => feed.close());

  const isOn = async (): Promise<boolean> => (await streamOf(store.client, tableName)) !== null;
  const create = (name: string): Promise<unknown> =>
    createDynamoDbProductRepository({ client: store.client, tableName, catalogueShards: 1, newId: randomId }).create(
      aProduct({ id: randomId(), name }),
      '',
    );

  it('is off until somebody subscribes, whatever it was before', async () => {
    expect(await isOn()).toBe(false);
    const client = connect();
    client.start('1', query);
    await until(() => client.said.some(({ type }) => type === 'start_ack'));
    expect(await isOn()).toBe(true);
    client.leave();
    await feed.close();
    expect(await isOn()).toBe(false);
  });

  it('is off again where it does not answer', async () => {
    const nowhere = { endpoint: 'http://127.0.0.1:1', region: 'us-east-1', credentials: anyKeys };
    const stream = await switchedStream(store.client, tableName, nowhere);
    if ('missing' in stream) throw new Error(stream.missing);
    await expect(stream.open()).rejects.toThrow('does not answer');
    expect(await isOn()).toBe(false);
  });

  it('tells each subscriber of what is created upon its acknowledgement, and of nothing before', async () => {
    for (let round = 1; round <= rounds; round++) {
      await create(`before ${round}`);
      const created: Promise<unknown>[] = [];
      const client = connect(({ type }) => {
        if (type === 'start_ack') created.push(create(`after ${round}`));
      });
      client.start('1', query);
      await until(() => namesTold(client).length > 0, 'The creation');
      await Promise.all(created);
      client.leave();
      expect(namesTold(client)).toEqual([`after ${round}`]);
    }
    expect(lines.filter(({ level }) => level === 'ERROR')).toEqual([]);
  });
});

const anyKeys = { accessKeyId: 'local', secretAccessKey: 'local' };

const namesTold = ({ said }: Conversation): unknown[] =>
  said
    .filter(({ type }) => type === 'data')
    .map(({ payload }) => JSON.parse(JSON.stringify(payload)).data.onProductChanged.product.name);
