import { givenUp, letter, startWorld, update, type World } from './world.ts';

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

  it('is kept, with the reason, when the stream has forgotten it or it is no event', async () => {
    world.faults.isTrimmed = true;
    for (const body of [givenUp(0, 2), 'an alarm', '{}']) world.queue.put(body);
    const { sent, kept } = await world.run();
    expect([sent, kept.map(({ reason }) => reason)]).toEqual([
      0,
      [
        'It is no event: see who sent it.',
        'It is no event: see who sent it.',
        'The stream has forgotten its records, which it keeps for a day.',
      ],
    ]);
    expect(world.queue.bodies()).toHaveLength(3);
  });
});
