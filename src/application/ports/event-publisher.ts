import type { ProductEvent } from '../../domain/events.ts';

/** Where events go. */
export interface EventPublisher {
  /**
   * Publishes events, those of one product in the order given: where one is `pending`, no later one of the same product
   * is `published`. Never rejects.
   * @returns what became of each, in the order given
   */
  publish(events: readonly ProductEvent[]): Promise<readonly Publication[]>;
}

export type Publication =
  /** Durable; it will be delivered, perhaps more than once. */
  | { readonly outcome: 'published' }
  /** Not published, and never will be as it stands: it has more than `maxEventBytes`, or is not taken for another reason. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Not published as far as is known: give it again, and what was given with it may come twice. */
  | { readonly outcome: 'pending'; readonly cause: unknown };

/**
 * The largest event, as UTF-8 JSON, without what a bus wraps it in. Those of products within their rules stay under
 * 20 kB.
 */
export const maxEventBytes = 200_000;
