import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createStreamHandler } from '../../../src/adapters/primary/stream/handler.ts';
import { createMemoryEventPublisher } from '../../../src/adapters/secondary/memory/event-publisher.ts';
import { createSqsDeadLetters } from '../../../src/adapters/secondary/sqs/dead-letters.ts';
import type { ProductEvent } from '../../../src/domain/events.ts';
import { awsPorts } from '../../../src/main/redrive/aws.ts';
import { redrive, type Redriven } from '../../../src/main/redrive/redrive.ts';
import { startTestBus, type TestBus } from '../../support/aws/event-bridge.ts';
import { startJsonService, type JsonService } from '../../support/aws/json-service.ts';
import { startTestQueue, type TestQueue } from '../../support/aws/sqs.ts';
import { living } from '../../support/products.ts';
import { imageOf, numberOf, recordOf, recordWith } from '../../support/stream-records.ts';

/* The tool with the SDK's own clients, against a queue, a bus, a stream and a stream function of this process. */

const update = (version: number) => recordOf(living({ version: version - 1 }), living({ version }));
const stream = [update(2), update(3), update(4), update(5)];

let queue: TestQueue;
let bus: TestBus;
let lambda: JsonService;
let streams: JsonService;
let clients: Parameters<typeof awsPorts>[0];
let events: ProductEvent[];
let isDown: boolean;
let isTrimmed: boolean;

beforeEach(async () => {
  [events, isDown, isTrimmed] = [[], false, false];
  queue = await startTestQueue();
  bus = await startTestBus();
  const sqs = new SQSClient(queue.endpoint);
  const publisher = createMemoryEventPublisher(async (event) => {
    if (isDown) throw new Error('down');
    events.push(event);
  });
  const handle = createStreamHandler({ publisher, deadLetters: createSqsDeadLetters(sqs, queue.url) });
  lambda = await startJsonService(async (operation, body) =>
    operation === 'invocations'
      ? { result: (await handle(Object(body))).response }
      : { error: 'ResourceNotFoundException' },
  );
  // Two records a page.
  streams = await startJsonService((operation, body) => {
    const { SequenceNumber: start, ShardIterator: iterator } = Object(body);
    if (isTrimmed) return { error: 'TrimmedDataAccessException' };
    const at = stream.findIndex((record) => numberOf(record) === (start ?? iterator));
    return operation === 'GetShardIterator'
      ? { result: { ShardIterator: start } }
      : { result: { Records: stream.slice(at, at + 2), NextShardIterator: numberOf(stream[at + 2]) } };
  });
  clients = {
    sqs,
    lambda: new LambdaClient(lambda.endpoint),
    streams: new DynamoDBStreamsClient(streams.endpoint),
    events: new EventBridgeClient(bus.endpoint),
  };
});
afterEach(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await Promise.all([queue, bus, lambda, streams].map((service) => service.close()));
});

const run = (): Promise<Redriven> =>
  redrive(awsPorts(clients, { queueUrl: queue.url, functionName: 'stream', busName: 'products' }));
const letter = (record: unknown): string => JSON.stringify({ reason: 'It had no name.', record });
const givenUp = (from: number, to: number): string =>
  JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      streamArn: 'arn',
      shardId: 'shard',
      startSequenceNumber: numberOf(stream[from]),
      endSequenceNumber: numberOf(stream[to]),
    },
  });
const undelivered = JSON.stringify({
  version: '0',
  id: 'id',
  source: 'product-catalogue',
  'detail-type': 'ProductCreated',
  time: '2026-01-01T00:00:00Z',
  detail: { eventId: '1' },
});

describe('redrive', () => {
  it('tells what was put aside, those of a product in order, and empties the queue', async () => {
    for (const record of [update(8), update(9), update(10)].toReversed()) queue.put(letter(record));
    expect(await run()).toEqual({ sent: 3, kept: [] });
    expect(events.map(({ version }) => version)).toEqual([8, 9, 10]);
    expect(queue.bodies()).toEqual([]);
  });

  it('reads again from the stream what Lambda gave up', async () => {
    queue.put(givenUp(0, 2));
    expect(await run()).toEqual({ sent: 1, kept: [] });
    expect(events.map(({ version }) => version)).toEqual([2, 3, 4]);
    expect(queue.bodies()).toEqual([]);
  });

  it('tells a record once that is in two letters', async () => {
    queue.put(givenUp(0, 1));
    queue.put(letter(stream[1]));
    expect(await run()).toEqual({ sent: 2, kept: [] });
    expect(events.map(({ version }) => version)).toEqual([2, 3]);
  });

  it('puts an event on the bus again that a rule could not deliver', async () => {
    queue.put(undelivered);
    expect(await run()).toEqual({ sent: 1, kept: [] });
    expect(bus.taken).toMatchObject([
      {
        EventBusName: 'products',
        Source: 'product-catalogue',
        DetailType: 'ProductCreated',
        Detail: '{"eventId":"1"}',
      },
    ]);
    expect(queue.bodies()).toEqual([]);
  });

  it('finds more than one message of the queue has room for, and more than one batch of the function', async () => {
    for (let version = 2; version < 252; version++) queue.put(letter(update(version)));
    expect(await run()).toEqual({ sent: 250, kept: [] });
    expect(events).toHaveLength(250);
  });

  it('leaves a letter that still cannot be told in the queue, once', async () => {
    const { name: _, ...image } = imageOf(living());
    queue.put(letter(recordWith(undefined, image)));
    queue.put(letter(update(2)));
    expect(await run()).toEqual({ sent: 2, kept: [] });
    expect(events).toHaveLength(1);
    expect(queue.bodies()).toEqual([expect.stringContaining('dynamodb.NewImage.name')]);
  });

  it('keeps every letter while nothing can be published', async () => {
    isDown = true;
    const letters = [letter(update(2)), givenUp(0, 2)];
    for (const body of letters) queue.put(body);
    const { sent, kept } = await run();
    expect([sent, kept.map(({ body }) => body)]).toEqual([0, letters]);
    expect(queue.bodies()).toEqual(letters);
  });

  it('keeps what the stream has forgotten, and what is no event, and says so', async () => {
    isTrimmed = true;
    for (const body of [givenUp(0, 2), 'an alarm', '{}']) queue.put(body);
    const { sent, kept } = await run();
    expect([sent, kept.map(({ reason }) => reason)]).toEqual([
      0,
      [
        'It is no event: see who sent it.',
        'It is no event: see who sent it.',
        'The stream has forgotten its records, which it keeps for a day.',
      ],
    ]);
    expect(queue.bodies()).toHaveLength(3);
  });
});
