import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { createStreamHandler } from '../../src/adapters/primary/stream/handler.ts';
import { createEventBridgeClient } from '../../src/adapters/secondary/eventbridge/client.ts';
import { createEventBridgePublisher } from '../../src/adapters/secondary/eventbridge/event-publisher.ts';
import { createSqsClient } from '../../src/adapters/secondary/sqs/client.ts';
import { createSqsDeadLetters } from '../../src/adapters/secondary/sqs/dead-letters.ts';
import { awsPorts } from '../../src/main/redrive/aws.ts';
import { redrive } from '../../src/main/redrive/redrive.ts';
import { startJsonService } from '../support/aws/json-service.ts';
import type { World } from './world.ts';

/** What `npm run redrive` does, with the deployed function behind a Lambda of this process. */
export const redriveAll = async ({ bus, queue }: World): Promise<void> => {
  const [sqs, events] = [createSqsClient(queue.endpoint), createEventBridgeClient(bus.endpoint)];
  const handle = createStreamHandler({
    publisher: createEventBridgePublisher({ client: events, busName: 'products' }),
    deadLetters: createSqsDeadLetters(sqs, queue.url),
  });
  const service = await startJsonService(async (_, body) => ({ result: (await handle(Object(body))).response }));
  const clients = { sqs, events, lambda: new LambdaClient(service.endpoint), streams: new DynamoDBStreamsClient() };
  await redrive(awsPorts(clients, { queueUrl: queue.url, functionName: 'stream', busName: 'products' }));
  for (const client of Object.values(clients)) client.destroy();
  await service.close();
};
