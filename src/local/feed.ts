import { publishField, publishOperation } from '../adapters/primary/graphql/publish-event.ts';
import { createStreamHandler } from '../adapters/primary/stream/handler.ts';
import { createMemoryEventPublisher } from '../adapters/secondary/memory/event-publisher.ts';
import type { DeadLetters } from '../application/ports/dead-letters.ts';
import type { EventPublisher } from '../application/ports/event-publisher.ts';
import { lambdaHandler } from '../main/lambda-handler.ts';
import type { Log } from '../main/log.ts';
import type { AppSync } from './appsync/appsync.ts';
import { functionSettings } from './deployment.ts';
import { createLambda } from './lambda.ts';
import type { Principal } from './principals.ts';
import type { TableStream } from './store/stream.ts';
import { startEventSource, type EventSourceOptions } from './stream/event-source.ts';
import { latest } from './stream/latest.ts';
import { createOnDemand, type OnDemand } from './stream/on-demand.ts';

interface FeedOptions {
  readonly stream: TableStream;
  readonly graphql: Pick<AppSync, 'execute'>;
  /** Of the event bus. */
  readonly role: Principal;
  readonly log: Log;
  readonly pollInterval?: number;
}

// As the stack gives the event source.
const batchSize = 100;
const retryAttempts = 100;

/**
 * The stack's way from the table to subscribers: its stream, the stream function, the event bus and the GraphQL API.
 * Reading costs the engine more with every change it keeps, so nothing is read while nobody follows. Whoever does hears
 * of what comes after: on AWS, too, a subscriber is not told of what was before.
 */
export const createFeed = (options: FeedOptions): OnDemand => {
  const { stream, log } = options;
  // As on AWS where no bus can reach the API: subscribers are taken in, and hear nothing. The banner says so.
  if ('missing' in stream)
    return { follow: () => ({ begun: Promise.resolve(), end: () => {} }), close: async () => {} };
  const ofStack = sourceOfStack(options);
  const report = (cause: unknown): void => log({ level: 'ERROR', message: unreadable, cause });
  return createOnDemand(async () => {
    try {
      const { reader, close } = await stream.open();
      const closeStream = (): Promise<void> => close().catch(report);
      const checkpoints = await latest(reader).catch((cause: unknown) =>
        closeStream().then(() => Promise.reject(cause)),
      );
      const source = startEventSource({ ...ofStack, reader, checkpoints });
      return { close: () => source.close().then(closeStream) };
    } catch (cause) {
      report(cause);
      throw cause;
    }
  });
};

const unreadable = 'The stream of the table cannot be read.';

const sourceOfStack = ({
  graphql,
  role,
  log,
  pollInterval,
}: FeedOptions): Omit<EventSourceOptions, 'reader' | 'checkpoints'> => {
  const handle = createStreamHandler({ publisher: bus(graphql, role, log), deadLetters: told(log) });
  return {
    batchSize,
    retryAttempts,
    ...(pollInterval === undefined ? {} : { pollInterval }),
    invoke: createLambda({ ...functionSettings, functionName: 'stream', handler: lambdaHandler(handle, log) }),
    onFailure: (shardId, records) => told(log).add({ reason: `Retries are exhausted in ${shardId}.`, record: records }),
    onError: (cause) => log({ level: 'ERROR', message: unreadable, cause }),
  };
};

/** An event bus whose one rule tells the GraphQL API of every event; what fails there is no matter of the publisher. */
const bus = (graphql: FeedOptions['graphql'], role: Principal, log: Log): EventPublisher =>
  createMemoryEventPublisher(async (event) => {
    try {
      const { errors = [] } = await graphql.execute(role, { query: publishOperation, variables: { event } });
      if (errors.length > 0) throw new Error(`${publishField}: ${errors.map(({ message }) => message).join('; ')}`);
    } catch (cause) {
      log({ level: 'ERROR', message: 'Subscribers were not told of an event.', eventId: event.eventId, cause });
    }
  });

/** On the laptop dead letters are for whoever sees the log. */
const told = (log: Log): DeadLetters => ({
  add: async (letter) => log({ level: 'ERROR', message: 'A change could not be told as an event.', ...letter }),
});
