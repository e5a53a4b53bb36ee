import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
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
import { numberOf, recordOf } from '../../support/stream-records.ts';

/** What the services around the tool fail with. A test changes it as it goes. */
interface Faults {
  /** Nothing can be published. */
  isDown: boolean;
  /** Which calls of the stream function, counted from 1, are refused. */
  isRefused: (call: number) => boolean;
  /** Which records the stream function dies of, by the version they make. */
  isDeadly: (version: number) => boolean;
  /** The error that the bus has for the event of an id. */
  ofEvents: Readonly<Record<string, string>>;
  /** The error of an operation of the stream, for the shard `old` alone. */
  ofOldShard: Readonly<Record<string, string>>;
  /** The shard `old` has one page. */
  isCutOff: boolean;
}

/** The tool with the SDK's own clients, against a queue, a bus, a stream and a stream function of this process. */
export interface World {
  readonly queue: TestQueue;
  readonly bus: TestBus;
  /** What the stream function has published. */
  readonly events: readonly ProductEvent[];
  readonly faults: Faults;
  /** How often the stream function was called. */
  readonly calls: () => number;
  run(): Promise<Redriven>;
  close(): Promise<void>;
}

export const update = (version: number) => recordOf(living({ version: version - 1 }), living({ version }));
export const stream = [update(2), update(3), update(4), update(5)];

export const letter = (record: unknown): string => JSON.stringify({ reason: 'It had no name.', record });
export const givenUp = (from: number, to: number, shardId = 'shard'): string =>
  JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      streamArn: 'arn',
      shardId,
      startSequenceNumber: numberOf(stream[from]),
      endSequenceNumber: numberOf(stream[to]),
    },
  });
export const undelivered = (eventId = '1'): string =>
  JSON.stringify({
    version: '0',
    id: 'id',
    source: 'product-catalogue',
    'detail-type': 'ProductCreated',
    time: '2026-01-01T00:00:00Z',
    detail: { eventId },
  });

export const noFaults: Faults = {
  isDown: false,
  isRefused: () => false,
  isDeadly: () => false,
  ofEvents: {},
  ofOldShard: {},
  isCutOff: false,
};

export const startWorld = async (): Promise<World> => {
  const faults: Faults = { ...noFaults };
  const events: ProductEvent[] = [];
  const bus = await startTestBus({ entry: ({ Detail }) => faults.ofEvents[JSON.parse(Detail).eventId] });
  const [queue, streams] = [await startTestQueue(), await startStream(faults)];
  const sqs = new SQSClient(queue.endpoint);
  const lambda = await startStreamFunction(faults, sqs, queue.url, events);
  const clients = {
    sqs,
    lambda: new LambdaClient(lambda.endpoint),
    streams: new DynamoDBStreamsClient(streams.endpoint),
    events: new EventBridgeClient(bus.endpoint),
  };
  return {
    queue,
    bus,
    events,
    faults,
    calls: lambda.calls,
    run: () => redrive(awsPorts(clients, { queueUrl: queue.url, functionName: 'stream', busName: 'products' })),
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await Promise.all([queue, bus, lambda, streams].map((service) => service.close()));
    },
  };
};

/** Two records a page. An iterator is a shard and a sequence number. */
const startStream = (faults: Faults): Promise<JsonService> =>
  startJsonService((operation, body) => {
    const { ShardId, SequenceNumber, ShardIterator = `${ShardId} ${SequenceNumber}` } = Object(body);
    const [shard, start] = String(ShardIterator).split(' ');
    const error = shard === 'old' ? faults.ofOldShard[operation] : undefined;
    if (error !== undefined) return { error };
    if (operation === 'GetShardIterator') return { result: { ShardIterator } };
    const at = stream.findIndex((record) => numberOf(record) === start);
    const next = `${shard} ${numberOf(stream[at + 2])}`;
    const isLast = faults.isCutOff && shard === 'old';
    return { result: { Records: stream.slice(at, at + 2), ...(isLast ? {} : { NextShardIterator: next }) } };
  });

// "Lambda quotas" in its developer guide: 6 MB of payload.
const maxPayload = 6 * 1024 * 1024;

const startStreamFunction = async (
  faults: Faults,
  sqs: SQSClient,
  queueUrl: string,
  events: ProductEvent[],
): Promise<JsonService & Pick<World, 'calls'>> => {
  const publisher = createMemoryEventPublisher(async (event) => {
    if (faults.isDown) throw new Error('down');
    events.push(event);
  });
  const handle = createStreamHandler({ publisher, deadLetters: createSqsDeadLetters(sqs, queueUrl) });
  let calls = 0;
  const service = await startJsonService(async (operation, body) => {
    calls += 1;
    if (operation !== 'invocations' || faults.isRefused(calls)) return { error: 'ResourceNotFoundException' };
    const payload = JSON.stringify(body);
    if (payload.length > maxPayload) return { error: 'RequestEntityTooLargeException', status: 413 };
    const isDeadly = given.parse(body).Records.some(({ dynamodb }) => faults.isDeadly(dynamodb.NewImage.version.N));
    if (isDeadly) return died;
    return { result: (await handle(Object(body))).response };
  });
  return { ...service, calls: () => calls };
};

const given = z.object({
  Records: z.array(
    z.object({ dynamodb: z.object({ NewImage: z.object({ version: z.object({ N: z.coerce.number() }) }) }) }),
  ),
});

const died = { result: { errorMessage: 'out of memory' }, headers: { 'X-Amz-Function-Error': 'Unhandled' } };
