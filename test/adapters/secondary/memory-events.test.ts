import { createMemoryEventPublisher } from '../../../src/adapters/secondary/memory/event-publisher.ts';
import type { ProductEvent } from '../../../src/domain/events.ts';
import { describeEventPublisher } from '../../contracts/event-publisher.ts';

describeEventPublisher('memory', async () => {
  const events: ProductEvent[] = [];
  let isUnlucky = (_: ProductEvent): boolean => false;
  const publisher = createMemoryEventPublisher(async (event) => {
    if (isUnlucky(event)) throw new Error('as the test wants it');
    events.push(event);
  });
  return {
    publisher,
    published: () => events,
    failFor: (unlucky) => {
      isUnlucky = unlucky;
    },
    close: async () => {},
  };
});
