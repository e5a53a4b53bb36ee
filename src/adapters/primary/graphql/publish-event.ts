import type { ProductEvent } from '../../../domain/events.ts';
import type { ProductEventInput } from './generated/schema.ts';

/** The mutation with which the event bus tells subscribers of a change. */
export const publishField = 'publishProductEvent';

/**
 * How the bus calls it: with an event as its one variable, `event`. It selects every field, since AppSync gives
 * subscribers only what the mutation selects, and null for the rest.
 */
export const publishOperation = `mutation PublishProductEvent($event: ProductEventInput!) {
  ${publishField}(event: $event) {
    id eventId type version occurredAt changed
    product { id name description createDate lastUpdateDate version }
  }
}`;

// Does not compile once the events and schema.graphql part ways.
true satisfies ProductEvent extends ProductEventInput ? true : false;
