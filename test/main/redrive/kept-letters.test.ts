import { living } from '../../support/products.ts';
import { imageOf, recordWith } from '../../support/stream-records.ts';
import { givenUp, letter, noFaults, startWorld, undelivered, update, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

describe('a letter that cannot be sent again', () => {
  it('is kept, as all are, while nothing can be published', async () => {
    world.faults.isDown = true;
    const letters = [letter(update(2)), givenUp(0, 2)];
    for (const body of letters) world.queue.put(body);
    const { sent, kept } = await world.run();
    expect([sent, kept.map(({ body }) => body)]).toEqual([0, letters]);
    expect(world.queue.bodies()).toEqual(letters);
  });

  it('is kept, with the reason, when it is no event', async () => {
    for (const body of ['an alarm', '{}']) world.queue.put(body);
    const reason = 'It is no event: see who sent it.';
    expect(await world.run()).toEqual({
      sent: 0,
      kept: [
        { reason, body: 'an alarm' },
        { reason, body: '{}' },
      ],
    });
    expect(world.queue.bodies()).toHaveLength(2);
  });

  it.each([
    ['the beginning of its records', 'GetShardIterator', 'TrimmedDataAccessException'],
    ['the whole shard of its records', 'GetShardIterator', 'ResourceNotFoundException'],
    ['its records while they are read', 'GetRecords', 'TrimmedDataAccessException'],
  ])('is kept, and no other for it, when the stream has forgotten %s', async (_, operation, error) => {
    world.faults.ofOldShard = { [operation]: error };
    const old = givenUp(0, 2, 'old');
    for (const body of [old, givenUp(1, 2)]) world.queue.put(body);
    expect(await world.run()).toEqual({
      sent: 1,
      kept: [{ reason: 'The stream has forgotten its records, which it keeps for a day.', body: old }],
    });
    expect(world.events.map(({ version }) => version)).toEqual([3, 4]);
    expect(world.queue.bodies()).toEqual([old]);
  });

  it.each(['AccessDeniedException', 'ExpiredIteratorException'])(
    'is kept, and no other for it, when the stream answers %s',
    async (error) => {
      world.faults.ofOldShard = { GetRecords: error };
      const old = givenUp(0, 2, 'old');
      for (const body of [old, givenUp(1, 2)]) world.queue.put(body);
      const reason = `Its records could not be read: ${error}`;
      expect(await world.run()).toEqual({ sent: 1, kept: [{ reason, body: old }] });
      expect(world.queue.bodies()).toEqual([old]);
    },
  );

  it('is kept, and no other for it, when it went through and cannot be deleted', async () => {
    let deletions = 0;
    world.queue.fail('AccessDenied', (operation) => operation === 'DeleteMessage' && ++deletions === 1);
    for (const body of [undelivered('1'), undelivered('2'), letter(update(2))]) world.queue.put(body);
    const reason = 'It went through, but could not be deleted: AccessDenied';
    expect(await world.run()).toEqual({ sent: 2, kept: [{ reason, body: undelivered('1') }] });
    expect(world.events.map(({ version }) => version)).toEqual([2]);
  });

  it('is kept when the stream ends before the last of its records', async () => {
    world.faults.isCutOff = true;
    const old = givenUp(0, 2, 'old');
    world.queue.put(old);
    const reason = 'Its records could not be read: The stream ended before the last of them.';
    expect(await world.run()).toEqual({ sent: 0, kept: [{ reason, body: old }] });
  });

  it('is kept, and no other for it, when EventBridge does not take its event', async () => {
    world.faults.ofEvents = { 1: 'InternalFailure' };
    for (const body of [undelivered('1'), undelivered('2'), letter(update(2))]) world.queue.put(body);
    const reason = 'It could not be put on the bus: EventBridge did not take it: InternalFailure.';
    expect(await world.run()).toEqual({ sent: 2, kept: [{ reason, body: undelivered('1') }] });
    expect(world.bus.taken.map(({ Detail }) => Detail)).toEqual(['{"eventId":"2"}']);
    expect(world.events.map(({ version }) => version)).toEqual([2]);
    expect(world.queue.bodies()).toEqual([undelivered('1')]);
  });
});

describe('letters of more than one batch of the function', () => {
  const letters = Array.from({ length: 150 }, (_, index) => letter(update(index + 2)));
  beforeEach(() => {
    for (const body of letters) world.queue.put(body);
  });

  it('are all kept while nothing can be published', async () => {
    world.faults.isDown = true;
    expect((await world.run()).sent).toBe(0);
    expect(world.queue.bodies()).toEqual(letters);
  });

  it('are sent but for the one of which the function dies', async () => {
    world.faults.isDeadly = (version) => version === 77;
    const reason = 'The stream function failed: {"errorMessage":"out of memory"}';
    expect(await world.run()).toEqual({ sent: 149, kept: [{ reason, body: letters[75] }] });
    expect(world.events).toHaveLength(149);
    expect(world.queue.bodies()).toEqual([letters[75]]);
  });

  it('are tried one by one no longer than shows that it dies of all', async () => {
    world.faults.isDeadly = () => true;
    const { sent, kept } = await world.run();
    expect([sent, kept.length, world.calls()]).toEqual([0, 150, 199]);
    expect(world.queue.bodies()).toEqual(letters);
  });

  it('are deleted when they went through before the function could not be called', async () => {
    const { name: _, ...image } = imageOf(living());
    const poison = recordWith(undefined, image);
    world.queue.put(letter({ ...poison, dynamodb: { ...poison.dynamodb, SequenceNumber: '0' } }));
    world.faults.isRefused = (call) => call > 1;
    expect(await world.run()).toMatchObject({ sent: 100 });
    expect(world.queue.bodies()).toEqual([...letters.slice(99), expect.stringContaining('dynamodb.NewImage.name')]);
  });
});

describe('the next run', () => {
  const letters = [letter(update(2)), givenUp(0, 2, 'old'), undelivered('1'), 'an alarm'];
  beforeEach(() => {
    for (const body of letters) world.queue.put(body);
  });
  const mend = (): void => {
    Object.assign(world.faults, noFaults);
    world.queue.fail(null);
  };

  it('finds what was kept, and sends it', async () => {
    Object.assign(world.faults, { isDown: true, ofEvents: { 1: 'InternalFailure' } });
    expect((await world.run()).kept.map(({ body }) => body)).toEqual(letters);
    mend();
    expect(await world.run()).toMatchObject({ sent: 3, kept: [{ body: 'an alarm' }] });
    expect(world.queue.bodies()).toEqual(['an alarm']);
  });

  it('finds what the stream function was not called for, and sends it', async () => {
    world.faults.isRefused = () => true;
    const why = 'The stream function could not be called: ResourceNotFoundException';
    const { sent, kept } = await world.run();
    expect([sent, kept.map(({ reason }) => reason)]).toEqual([1, [why, why, 'It is no event: see who sent it.']]);
    mend();
    expect(await world.run()).toMatchObject({ sent: 2, kept: [{ body: 'an alarm' }] });
  });

  it('finds what a run received that could not receive all', async () => {
    let calls = 0;
    world.queue.fail('OverLimit', (operation) => operation === 'ReceiveMessage' && ++calls === 2);
    await expect(world.run()).rejects.toThrow('OverLimit');
    mend();
    expect(await world.run()).toMatchObject({ sent: 3, kept: [{ body: 'an alarm' }] });
  });

  it('cannot find at once what could not be released, of which the reason tells', async () => {
    world.queue.fail('AccessDenied', (operation) => operation === 'ChangeMessageVisibility');
    const reason = 'It is no event: see who sent it. It may stay hidden for a while: AccessDenied';
    expect(await world.run()).toEqual({ sent: 3, kept: [{ reason, body: 'an alarm' }] });
    expect(await world.run()).toEqual({ sent: 0, kept: [] });
    expect(world.queue.bodies()).toEqual(['an alarm']);
  });
});
