import type { DynamoDBRecord } from 'aws-lambda';
import { createStreamHandler } from '../../../../src/adapters/primary/stream/handler.ts';
import { createMemoryDeadLetters } from '../../../../src/adapters/secondary/memory/dead-letters.ts';
import { createMemoryEventPublisher } from '../../../../src/adapters/secondary/memory/event-publisher.ts';
import { maxEventBytes } from '../../../../src/application/ports/event-publisher.ts';
import type { ProductEvent } from '../../../../src/domain/events.ts';
import { randomId } from '../../../../src/main/system.ts';
import { deleted, living } from '../../../support/products.ts';
import { imageOf, numberOf, recordOf, recordWith } from '../../../support/stream-records.ts';

/** A stream function on memory adapters; events of unlucky versions cannot be published. */
const start = (unlucky: readonly number[] = []) => {
  const events: ProductEvent[] = [];
  const deadLetters = createMemoryDeadLetters();
  const publisher = createMemoryEventPublisher(async (event) => {
    if (unlucky.includes(event.version)) throw new Error('no way');
    events.push(event);
  });
  const handle = createStreamHandler({ publisher, deadLetters });
  return { events, deadLetters, handle: (...Records: DynamoDBRecord[]) => handle({ Records }) };
};

const update = (version: number, id?: string): DynamoDBRecord => {
  const of = id === undefined ? {} : { id };
  return recordOf(living({ ...of, version: version - 1 }), living({ ...of, version }));
};
const poison = (): DynamoDBRecord => {
  const { name: _, ...image } = imageOf(living({ version: 2 }));
  return recordWith(imageOf(living()), image);
};

describe('the stream function', () => {
  it('tells creations, updates and deletions as events, in the order of the stream', async () => {
    const { handle, events } = start();
    const handled = await handle(
      recordOf(null, living()),
      recordOf(living(), living({ version: 2, name: 'Bench' })),
      recordOf(living({ version: 2 }), deleted({ version: 3 })),
    );
    expect(handled).toMatchObject({ code: 'OK', response: { batchItemFailures: [] } });
    expect(events.map(({ type }) => type)).toEqual(['ProductCreated', 'ProductUpdated', 'ProductDeleted']);
    expect(events[1]).toMatchObject({ product: living({ version: 2, name: 'Bench' }).product, changed: ['name'] });
  });

  it('tells the creation that takes the place of an expired deletion', async () => {
    const { handle, events } = start();
    await handle(recordOf(deleted(), living({ createDate: '2026-02-01T00:00:00.000Z' })));
    expect(events).toMatchObject([{ type: 'ProductCreated', version: 1 }]);
  });

  it('tells nothing of the expiry of what a deletion left', async () => {
    const { handle, events, deadLetters } = start();
    const expiry = recordOf(deleted(), null);
    const byService = { ...expiry, userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } };
    expect((await handle(expiry, byService)).response.batchItemFailures).toEqual([]);
    expect([events, deadLetters.letters]).toEqual([[], []]);
  });

  it('tells a description that is not there as null', async () => {
    const { handle, events } = start();
    await handle(recordOf(living({ description: 'Oak' }), living({ version: 2 })));
    expect(events).toMatchObject([{ product: { description: null }, changed: ['description'] }]);
  });
});

describe('a record that can never be told', () => {
  it('goes to the dead letters, whole and with the reason, and holds nobody up', async () => {
    const { handle, events, deadLetters } = start();
    const bad = poison();
    const handled = await handle(recordOf(null, living()), bad, update(3));
    expect(handled).toMatchObject({ code: 'INTERNAL', response: { batchItemFailures: [] } });
    expect(events.map(({ version }) => version)).toEqual([1, 3]);
    expect(deadLetters.letters).toEqual([{ record: bad, reason: expect.stringContaining('dynamodb.NewImage.name') }]);
  });

  it('says in the log what is wrong, and nothing of the product', async () => {
    const { handle } = start();
    const image = imageOf(living({ version: 2, description: 'a secret' }));
    const { cause } = await handle(recordWith(imageOf(living()), { ...image, version: { N: '-1' } }));
    expect(String(cause)).toContain('Records that went to the dead letters: 1. The first: ');
    expect(String(cause)).not.toMatch(/secret|Chair/);
  });

  const image = imageOf(living());
  it.each<[string, DynamoDBRecord]>([
    ['has no images, as with another kind of stream', { ...recordOf(null, living()), dynamodb: {} }],
    ['has no old image', { ...recordOf(null, living()), eventName: 'MODIFY' }],
    ['has an id that no product has', recordWith(undefined, { ...image, id: { S: '1' } })],
    ['has a version that is no whole number', recordWith(undefined, { ...image, version: { N: '1.5' } })],
    ['has a name of another type', recordWith(undefined, { ...image, name: { N: '1' } })],
    ['has a date that is none', recordWith(undefined, { ...image, createDate: { S: 'today' } })],
    ['has a month that is none', recordWith(undefined, { ...image, createDate: { S: '2026-13-01T00:00:00.000Z' } })],
    ['has a day that is none', recordWith(undefined, { ...image, lastUpdateDate: { S: '2026-02-30T00:00:00.000Z' } })],
    [
      'was deleted on no day',
      recordWith(image, { ...imageOf(deleted()), deletedAt: { S: '2026-00-01T00:00:00.000Z' } }),
    ],
    ['has half of a deletion', recordWith(undefined, { ...image, expiresAt: { N: '1' } })],
    ['makes too large an event', recordOf(null, living({ name: 'x'.repeat(maxEventBytes) }))],
  ])('is one that %s', async (_, record) => {
    const { handle, events, deadLetters } = start();
    expect((await handle(record)).response.batchItemFailures).toEqual([]);
    expect(events).toEqual([]);
    expect(deadLetters.letters).toMatchObject([{ record }]);
  });
});

describe('an event that cannot be published now', () => {
  it('makes Lambda give its record and all that follow again', async () => {
    const { handle, events, deadLetters } = start([2]);
    const records = [recordOf(null, living()), update(2), poison(), update(3)];
    const handled = await handle(...records);
    expect(handled).toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: new Error('no way') });
    expect(handled.response.batchItemFailures).toEqual([{ itemIdentifier: numberOf(records[1]) }]);
    expect(events.map(({ version }) => version)).toEqual([1]);
    // What follows comes again, and would be there twice.
    expect(deadLetters.letters).toEqual([]);
  });

  it('keeps the dead letters of what was before it, and tells of them', async () => {
    const { handle, deadLetters } = start([3]);
    const records = [poison(), update(3)];
    const { response, cause } = await handle(...records);
    expect(response.batchItemFailures).toEqual([{ itemIdentifier: numberOf(records[1]) }]);
    expect(deadLetters.letters).toHaveLength(1);
    expect(String(cause)).toMatch(/no way.*that went to the dead letters: 1. The first: .*NewImage.name/);
  });

  it('is no more lost when the dead letters cannot be kept', async () => {
    const publisher = createMemoryEventPublisher(async () => {});
    const full = { add: () => Promise.reject(new Error('full')) };
    const records = [recordOf(null, living({ id: randomId() })), poison(), update(4)];
    const handled = await createStreamHandler({ publisher, deadLetters: full })({ Records: records });
    expect(handled).toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: new Error('full') });
    expect(handled.response.batchItemFailures).toEqual([{ itemIdentifier: numberOf(records[1]) }]);
  });
});
