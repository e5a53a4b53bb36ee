import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createStreamHandler } from '../../../src/adapters/primary/stream/handler.ts';
import { createDynamoDbProductRepository } from '../../../src/adapters/secondary/dynamodb/product-repository.ts';
import { createMemoryDeadLetters } from '../../../src/adapters/secondary/memory/dead-letters.ts';
import { createMemoryEventPublisher } from '../../../src/adapters/secondary/memory/event-publisher.ts';
import type { ProductRepository } from '../../../src/application/ports/product-repository.ts';
import type { ProductEvent } from '../../../src/domain/events.ts';
import { createLambda } from '../../../src/local/lambda.ts';
import { memoryCheckpoints } from '../../../src/local/stream/checkpoints.ts';
import { startEventSource, type EventSource } from '../../../src/local/stream/event-source.ts';
import { lambdaHandler } from '../../../src/main/lambda-handler.ts';
import { randomId } from '../../../src/main/system.ts';
import { engines, type TestStore } from '../../support/engines.ts';
import { aProduct } from '../../support/products.ts';
import { until } from '../../support/until.ts';

/* The stream function on the streams of a real engine, fed with what the repository writes. */

const startEngine = engines['dynoxide'];
const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));

(startEngine === undefined ? describe.skip : describe)('the stream function on a real stream', () => {
  let store: TestStore;
  let source: EventSource;
  let repository: ProductRepository;
  let tableName: string;
  let events: ProductEvent[];
  let deadLetters: ReturnType<typeof createMemoryDeadLetters>;
  let unlucky: (event: ProductEvent) => boolean;

  const publisher = createMemoryEventPublisher(async (event) => {
    if (unlucky(event)) throw new Error('as the test wants it');
    events.push(event);
  });

  beforeAll(async () => {
    if (startEngine !== undefined) store = await startEngine();
  });
  afterAll(() => store.close());

  beforeEach(async () => {
    events = [];
    unlucky = () => false;
    deadLetters = createMemoryDeadLetters();
    tableName = await store.newTable();
    repository = createDynamoDbProductRepository({
      client: store.client,
      tableName,
      catalogueShards: 1,
      newId: randomId,
    });
    const stream = await store.streamOf(tableName);
    if (!('reader' in stream)) throw new Error(stream.missing);
    const handler = lambdaHandler(createStreamHandler({ publisher, deadLetters }), () => {});
    source = startEventSource({
      reader: stream.reader,
      checkpoints: memoryCheckpoints(),
      batchSize: 7,
      retryAttempts: 1000,
      pollInterval: 5,
      invoke: createLambda({ functionName: 'stream', timeoutMs: 10_000, handler }),
      onFailure: () => Promise.reject(new Error('Nothing is to be given up.')),
      onError: () => {},
    });
  });
  afterEach(() => source.close());

  it('tells what the repository does, as it keeps it', async () => {
    const product = aProduct({ id: randomId(), description: 'Oak' });
    await repository.create(product, 'fingerprint');
    const updated = await repository.update(product.id, { name: 'Bench', description: null }, at(2));
    await repository.delete(product.id, at(3));
    await until(() => events.length === 3);
    expect(events).toMatchObject([
      { type: 'ProductCreated', version: 1, product },
      { type: 'ProductUpdated', version: 2, product: updated, changed: ['name', 'description'] },
      { type: 'ProductDeleted', version: 3, product: updated, occurredAt: at(3).toISOString() },
    ]);
  });

  it('tells the creation in the place of an expired deletion, and nothing of the removal of one', async () => {
    const product = aProduct({ id: randomId() });
    await repository.create(product, 'fingerprint');
    await repository.delete(product.id, at(2));
    const again = aProduct({ id: product.id, createDate: at(20).toISOString() });
    await repository.create(again, 'fingerprint');
    await repository.delete(product.id, at(21));
    await store.client.send(new DeleteCommand({ TableName: tableName, Key: { id: product.id } }));
    const last = aProduct({ id: randomId() });
    await repository.create(last, 'fingerprint');
    await until(() => events.some(({ productId }) => productId === last.id));
    const told = events.filter(({ productId }) => productId === product.id);
    expect(told.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'ProductCreated 1',
      'ProductDeleted 2',
      'ProductCreated 1',
      'ProductDeleted 2',
    ]);
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(4);
  });

  it('tells all changes of many writers, those of a product in order, through failures of the bus', async () => {
    let calls = 0;
    unlucky = () => ++calls % 5 === 0;
    const ids = Array.from({ length: 10 }, randomId);
    await Promise.all(
      ids.map(async (id) => {
        await repository.create(aProduct({ id }), 'fingerprint');
        for (let n = 2; n <= 20; n++) await repository.update(id, { name: `Chair ${n}` }, at(n));
      }),
    );
    await until(() => new Set(events.map(({ eventId }) => eventId)).size === 200);
    for (const id of ids) {
      const versions = events.filter(({ productId }) => productId === id).map(({ version }) => version);
      expect([...new Set(versions)]).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    }
  });

  it('puts aside an item that was written by hand and is no product, and goes on', async () => {
    await store.client.send(new PutCommand({ TableName: tableName, Item: { id: 'by hand' } }));
    await repository.create(aProduct({ id: randomId() }), 'fingerprint');
    await until(() => events.length === 1);
    expect(deadLetters.letters).toMatchObject([{ record: { dynamodb: { Keys: { id: { S: 'by hand' } } } } }]);
  });
});
