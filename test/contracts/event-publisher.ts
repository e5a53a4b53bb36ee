import { maxEventBytes, type EventPublisher } from '../../src/application/ports/event-publisher.ts';
import { productEvent, type ProductEvent } from '../../src/domain/events.ts';
import { randomId } from '../../src/main/system.ts';
import { living } from '../support/products.ts';

/** A publisher, what it has published so far, and a way to make it fail for some events from now on. */
export interface Subject {
  readonly publisher: EventPublisher;
  published(): readonly ProductEvent[];
  failFor(isUnlucky: (event: ProductEvent) => boolean): void;
  close(): Promise<void>;
}

export const changeOf = (id: string, version: number, name = 'Chair'): ProductEvent => {
  const before = version === 1 ? null : living({ id, version: version - 1 });
  const event = productEvent(before, living({ id, version, name }), '');
  if (event === null) throw new Error('A change must have an event.');
  return event;
};

/** An event of so many bytes, not all of which are characters. */
export const eventOf = (bytes: number): ProductEvent => {
  const id = randomId();
  const left = bytes - Buffer.byteLength(JSON.stringify(changeOf(id, 1, '🪑')));
  return changeOf(id, 1, `🪑${'x'.repeat(left)}`);
};

const outcomes = async (publisher: EventPublisher, events: readonly ProductEvent[]): Promise<string[]> =>
  (await publisher.publish(events)).map(({ outcome }) => outcome);

/** The contract of the port, for any adapter. */
export const describeEventPublisher = (name: string, start: () => Promise<Subject>): void => {
  describe(`${name}, as an event publisher,`, () => {
    let subject: Subject;
    beforeEach(async () => {
      subject = await start();
    });
    afterEach(() => subject.close());

    const versionsOf = (id: string): number[] =>
      subject
        .published()
        .filter(({ productId }) => productId === id)
        .map(({ version }) => version);

    it('publishes what it is given, unchanged', async () => {
      const event = changeOf(randomId(), 1, '“Stuhl” 🪑');
      expect(await outcomes(subject.publisher, [event])).toEqual(['published']);
      expect(subject.published()).toEqual([event]);
    });

    it('publishes nothing of nothing', async () => {
      expect(await subject.publisher.publish([])).toEqual([]);
      expect(subject.published()).toEqual([]);
    });

    it('publishes many events, those of one product in their order', async () => {
      const ids = Array.from({ length: 7 }, randomId);
      const events = Array.from({ length: 105 }, (_, n) => changeOf(ids[n % 7] ?? '', 1 + Math.floor(n / 7)));
      expect(new Set(await outcomes(subject.publisher, events))).toEqual(new Set(['published']));
      for (const id of ids) expect(versionsOf(id)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1));
    });

    it('refuses an event that is too large, and publishes the others', async () => {
      const [small, large, last] = [randomId(), randomId(), randomId()];
      const events = [changeOf(small, 1), changeOf(large, 1, 'x'.repeat(maxEventBytes)), changeOf(last, 1)];
      expect(await outcomes(subject.publisher, events)).toEqual(['published', 'refused', 'published']);
      expect(subject.published().map(({ productId }) => productId)).toEqual([small, last]);
    });

    it('publishes an event of as many bytes as there may be, and refuses one of one more', async () => {
      const [largest, larger] = [eventOf(maxEventBytes), eventOf(maxEventBytes + 1)];
      expect(await subject.publisher.publish([largest, larger])).toEqual([
        { outcome: 'published' },
        { outcome: 'refused', reason: `The event has more than ${maxEventBytes} bytes.` },
      ]);
      expect(subject.published()).toEqual([largest]);
    });

    it('publishes large events, however few of them go into one request', async () => {
      const events = Array.from({ length: 4 }, () => eventOf(maxEventBytes));
      expect(new Set(await outcomes(subject.publisher, events))).toEqual(new Set(['published']));
      expect(subject.published()).toHaveLength(4);
    });

    it('publishes no later event of a product than one that is pending', async () => {
      const [unlucky, other] = [randomId(), randomId()];
      subject.failFor(({ productId, version }) => productId === unlucky && version === 2);
      const events = [1, 2, 3].flatMap((version) => [changeOf(unlucky, version), changeOf(other, version)]);
      const [first, , second, , third] = await outcomes(subject.publisher, events);
      expect([first, second, third]).toEqual(['published', 'pending', 'pending']);
      expect(versionsOf(unlucky)).toEqual([1]);
    });

    it('publishes the rest when it is given again, once it can', async () => {
      const id = randomId();
      const events = [1, 2, 3].map((version) => changeOf(id, version));
      subject.failFor(({ version }) => version === 2);
      expect(await outcomes(subject.publisher, events)).toEqual(['published', 'pending', 'pending']);
      subject.failFor(() => false);
      expect(await outcomes(subject.publisher, events.slice(1))).toEqual(['published', 'published']);
      expect(versionsOf(id)).toEqual([1, 2, 3]);
    });
  });
};
