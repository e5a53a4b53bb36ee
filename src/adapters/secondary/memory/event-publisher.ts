import { maxEventBytes, type EventPublisher } from '../../../application/ports/event-publisher.ts';
import type { ProductEvent } from '../../../domain/events.ts';

/**
 * Hands events to a consumer in this process, one after the other, each after a way through JSON: for tests, and for
 * the bus of the local server. An event whose delivery fails is pending, and so are those after it.
 */
export const createMemoryEventPublisher = (deliver: (event: ProductEvent) => Promise<void>): EventPublisher => ({
  async publish(events) {
    let failure: { readonly cause: unknown } | null = null;
    const attempt = async (event: ProductEvent) => {
      const json = JSON.stringify(event);
      if (Buffer.byteLength(json) > maxEventBytes) {
        return { outcome: 'refused', reason: `The event has more than ${maxEventBytes} bytes.` } as const;
      }
      failure ??= await deliver(JSON.parse(json)).then(
        () => null,
        (cause: unknown) => ({ cause }),
      );
      return failure === null
        ? ({ outcome: 'published' } as const)
        : ({ outcome: 'pending', cause: failure.cause } as const);
    };
    const publications = [];
    for (const event of events) publications.push(await attempt(event));
    return publications;
  },
});
