import { createEventBridgeClient } from '../../../../src/adapters/secondary/eventbridge/client.ts';
import { createEventBridgePublisher } from '../../../../src/adapters/secondary/eventbridge/event-publisher.ts';
import type { Publication } from '../../../../src/application/ports/event-publisher.ts';
import type { ProductEvent } from '../../../../src/domain/events.ts';
import { randomId } from '../../../../src/main/system.ts';
import { changeOf, describeEventPublisher, eventOf } from '../../../contracts/event-publisher.ts';
import { startTestBus, type TestBus } from '../../../support/aws/event-bridge.ts';

// Pauses before a repetition are random up to a length that is worth it on AWS only.
beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0.01));
afterAll(() => jest.restoreAllMocks());

const publisherOn = (bus: TestBus, deadline?: number) => {
  const client = createEventBridgeClient(bus.endpoint);
  const publisher = createEventBridgePublisher({
    client,
    busName: 'products',
    ...(deadline === undefined ? {} : { deadline }),
  });
  const close = async (): Promise<void> => {
    client.destroy();
    await bus.close();
  };
  return { publisher, close };
};

describeEventPublisher('EventBridge', async () => {
  let isUnlucky = (_: ProductEvent): boolean => false;
  const bus = await startTestBus({
    entry: ({ Detail }) => (isUnlucky(JSON.parse(Detail)) ? 'InternalFailure' : undefined),
  });
  return {
    ...publisherOn(bus),
    published: () => bus.taken.map(({ Detail }) => JSON.parse(Detail)),
    failFor: (unlucky) => {
      isUnlucky = unlucky;
    },
  };
});

type Fault = Parameters<typeof startTestBus>[0];

/** What becomes of one event, and how often the bus was called, under a fault. */
const publishOne = async (fault: Fault, deadline?: number): Promise<[Publication | undefined, TestBus]> => {
  const bus = await startTestBus(fault);
  const { publisher, close } = publisherOn(bus, deadline);
  const [publication] = await publisher.publish([changeOf(randomId(), 1)]);
  await close();
  return [publication, bus];
};

describe('the EventBridge publisher', () => {
  it('tells rules where an event is from, what kind it is and when it happened', async () => {
    const [, { taken }] = await publishOne({});
    expect(taken).toMatchObject([
      {
        EventBusName: 'products',
        Source: 'product-catalogue',
        DetailType: 'ProductCreated',
        Time: Date.parse('2026-01-01T00:00:00.000Z') / 1000,
      },
    ]);
  });

  it('sends ten events a request', async () => {
    const bus = await startTestBus();
    const { publisher, close } = publisherOn(bus);
    await publisher.publish(Array.from({ length: 25 }, () => changeOf(randomId(), 1)));
    await close();
    expect(bus.calls()).toBe(3);
  });

  it.each([
    ['one request what is just smaller than EventBridge takes', 0, 1],
    ['two requests what is a byte more', 1, 2],
  ])('sends in %s', async (_, more, calls) => {
    const bus = await startTestBus();
    const { publisher, close } = publisherOn(bus);
    const wrapping = 'product-catalogue'.length + 'ProductCreated'.length + 14;
    const sizes = [150_000, 262_143 - 150_000 - 2 * wrapping + more];
    const publications = await publisher.publish(sizes.map(eventOf));
    await close();
    expect(publications).toEqual([{ outcome: 'published' }, { outcome: 'published' }]);
    expect(bus.calls()).toBe(calls);
  });

  it('sends again what EventBridge had no room for', async () => {
    const [publication, bus] = await publishOne({
      entry: (_, call) => (call < 3 ? 'ThrottlingException' : undefined),
    });
    expect([publication, bus.taken.length]).toEqual([{ outcome: 'published' }, 1]);
  });

  it.each(['MalformedDetail', 'InvalidArgument'])('takes %s for a refusal of the event', async (code) => {
    const [publication, bus] = await publishOne({ entry: () => code });
    expect(publication).toEqual({ outcome: 'refused', reason: `EventBridge refuses the event: ${code}.` });
    expect(bus.calls()).toBe(1);
  });

  it.each(['AccessDeniedException', 'InternalFailure'])('leaves an event pending on %s', async (code) => {
    const [publication] = await publishOne({ entry: () => code });
    expect(publication).toMatchObject({ outcome: 'pending', cause: { message: expect.stringContaining(code) } });
  });

  it.each<[string, Fault]>([
    ['the connection breaks', { call: () => 'hang up' }],
    ['the service fails', { call: () => ({ error: 'InternalException', status: 500 }) }],
    ['the function may not', { call: () => ({ error: 'AccessDeniedException' }) }],
    ['an answer lacks the entry', { call: () => ({ result: { FailedEntryCount: 0, Entries: [] } }) }],
  ])('leaves an event pending when %s', async (_, fault) => {
    const [publication] = await publishOne(fault);
    expect(publication?.outcome).toBe('pending');
  });

  it.each<[string, NonNullable<Fault>]>([
    ['a whole request', { call: (call) => (call === 1 ? { error: 'ThrottlingException' } : undefined) }],
    ['an event', { entry: (_, call) => (call === 1 ? 'ThrottlingException' : undefined) }],
  ])('leaves %s pending that failed, and does not send it again once its time is over', async (_, fault) => {
    const [publication, bus] = await publishOne(fault, 1);
    expect(publication?.outcome).toBe('pending');
    expect(bus.taken).toEqual([]);
    expect(bus.calls()).toBeLessThanOrEqual(1);
  });
});
