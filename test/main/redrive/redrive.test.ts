import { randomId } from '../../../src/main/system.ts';
import { living } from '../../support/products.ts';
import { imageOf, numberOf, recordOf, recordWith } from '../../support/stream-records.ts';
import { givenUp, letter, startWorld, stream, undelivered, update, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

describe('redrive', () => {
  it('tells what was put aside, those of a product in order, and empties the queue', async () => {
    for (const record of [update(8), update(9), update(10)].toReversed()) world.queue.put(letter(record));
    expect(await world.run()).toEqual({ sent: 3, kept: [] });
    expect(world.events.map(({ version }) => version)).toEqual([8, 9, 10]);
    expect(world.queue.bodies()).toEqual([]);
  });

  it('reads again from the stream what Lambda gave up', async () => {
    world.queue.put(givenUp(0, 2));
    expect(await world.run()).toEqual({ sent: 1, kept: [] });
    expect(world.events.map(({ version }) => version)).toEqual([2, 3, 4]);
    expect(world.queue.bodies()).toEqual([]);
  });

  it('tells a record once that is in two letters', async () => {
    world.queue.put(givenUp(0, 1));
    world.queue.put(letter(stream[1]));
    expect(await world.run()).toEqual({ sent: 2, kept: [] });
    expect(world.events.map(({ version }) => version)).toEqual([2, 3]);
  });

  it('puts an event on the bus again that a rule could not deliver', async () => {
    world.queue.put(undelivered());
    expect(await world.run()).toEqual({ sent: 1, kept: [] });
    expect(world.bus.taken).toMatchObject([
      {
        EventBusName: 'products',
        Source: 'product-catalogue',
        DetailType: 'ProductCreated',
        Detail: '{"eventId":"1"}',
      },
    ]);
    expect(world.queue.bodies()).toEqual([]);
  });

  it('finds more than one message of the queue has room for, and more than one batch of the function', async () => {
    for (let version = 2; version < 252; version++) world.queue.put(letter(update(version)));
    expect(await world.run()).toEqual({ sent: 250, kept: [] });
    expect(world.events).toHaveLength(250);
  });

  it('sends letters that are too large for the function together', async () => {
    const description = 'x'.repeat(100_000);
    for (let version = 2; version < 72; version++) {
      world.queue.put(letter(recordOf(living({ version: version - 1 }), living({ version, description }))));
    }
    expect(await world.run()).toEqual({ sent: 70, kept: [] });
    expect(world.events).toHaveLength(70);
  });

  it('takes records of two products for two, whatever their sequence numbers', async () => {
    const [one, other] = [recordOf(null, living()), recordOf(null, living({ id: randomId() }))];
    const number = numberOf(one);
    world.queue.put(letter(one));
    world.queue.put(letter({ ...other, dynamodb: { ...other.dynamodb, SequenceNumber: number } }));
    expect(await world.run()).toEqual({ sent: 2, kept: [] });
    expect(world.events).toHaveLength(2);
  });

  it('leaves a letter that still cannot be told in the queue, once', async () => {
    const { name: _, ...image } = imageOf(living());
    world.queue.put(letter(recordWith(undefined, image)));
    world.queue.put(letter(update(2)));
    expect(await world.run()).toEqual({ sent: 2, kept: [] });
    expect(world.events).toHaveLength(1);
    expect(world.queue.bodies()).toEqual([expect.stringContaining('dynamodb.NewImage.name')]);
  });
});
