import { createStreamHandler } from '../adapters/primary/stream/handler.ts';
import { createEventBridgeClient } from '../adapters/secondary/eventbridge/client.ts';
import { createEventBridgePublisher } from '../adapters/secondary/eventbridge/event-publisher.ts';
import { createSqsClient } from '../adapters/secondary/sqs/client.ts';
import { createSqsDeadLetters } from '../adapters/secondary/sqs/dead-letters.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { standardOutput } from './log.ts';
import { readStreamEnvironment } from './stream-environment.ts';

const { eventBusName, deadLetterQueueUrl } = readStreamEnvironment(process.env);

/** Entry point of the function on the table's stream. */
export const handler = lambdaHandler(
  createStreamHandler({
    publisher: createEventBridgePublisher({ client: createEventBridgeClient(), busName: eventBusName }),
    deadLetters: createSqsDeadLetters(createSqsClient(), deadLetterQueueUrl),
  }),
  standardOutput,
);
