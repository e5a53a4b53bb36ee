import { isDeepStrictEqual } from 'node:util';
import { getDirectiveValues, type GraphQLSchema } from 'graphql';
import { property } from '../../record.ts';

/** One client's interest in what a subscription field tells. */
export interface Subscriber {
  readonly field: string;
  /** The arguments as given: each must equal the field of that name in what was published. */
  readonly filter: Readonly<Record<string, unknown>>;
  deliver(value: unknown): void;
}

export interface Subscriptions {
  /** @returns what ends it */
  add(subscriber: Subscriber): () => void;
  /** Tells all whom it concerns what a mutation has selected of its result. */
  publish(mutation: string, selected: unknown): void;
}

/** Who has subscribed to what: `@aws_subscribe` of the schema says which mutations a subscription field is about. */
export const createSubscriptions = (schema: GraphQLSchema): Subscriptions => {
  const fields = fieldsByMutation(schema);
  const subscribers = new Set<Subscriber>();
  return {
    add: (subscriber) => {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    publish: (mutation, selected) => {
      const told = fields.get(mutation) ?? [];
      for (const subscriber of subscribers) {
        if (told.includes(subscriber.field) && matches(subscriber, selected)) subscriber.deliver(selected);
      }
    },
  };
};

/** An argument that is left out matches anything; one that is null matches null, and what the mutation left out. */
const matches = ({ filter }: Subscriber, value: unknown): boolean =>
  Object.entries(filter).every(([name, wanted]) => isDeepStrictEqual(property(value, name) ?? null, wanted));

const fieldsByMutation = (schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> => {
  const directive = schema.getDirective('aws_subscribe');
  const fields = new Map<string, string[]>();
  for (const { name, astNode } of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const named = directive && astNode ? getDirectiveValues(directive, astNode)?.['mutations'] : [];
    for (const mutation of Array.isArray(named) ? named.map(String) : []) {
      fields.set(mutation, [...(fields.get(mutation) ?? []), name]);
    }
  }
  return fields;
};
