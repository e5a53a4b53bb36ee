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
import { startEventSource, type EventSource } from './stream/event-source.ts';

type OpenStream = Extract<TableStream, { reader: unknown }>;

// As the stack gives the event source.
const batchSize = 100;
const retryAttempts = 100;

/** The stack's way from the table to subscribers: its stream, the stream function, the event bus and the GraphQL API. */
export const startFeed = (stream: OpenStream, graphql: AppSync, role: Principal, log: Log): EventSource => {
  const handle = createStreamHandler({ publisher: bus(graphql, role, log), deadLetters: told(log) });
  return startEventSource({
    ...stream,
    batchSize,
    retryAttempts,
    invoke: createLambda({ ...functionSettings, functionName: 'stream', handler: lambdaHandler(handle, log) }),
    onFailure: (shardId, records) => told(log).add({ reason: `Retries are exhausted in ${shardId}.`, record: records }),
    onError: (cause) => log({ level: 'ERROR', message: 'The stream of the table cannot be read.', cause }),
  });
};

/** An event bus whose one rule tells the GraphQL API of every event; what fails there is no matter of the publisher. */
const bus = (graphql: AppSync, role: Principal, log: Log): EventPublisher =>
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
