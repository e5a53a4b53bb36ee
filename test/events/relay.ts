import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { createStreamHandler } from '../../src/adapters/primary/stream/handler.ts';
import { createDynamoDbClient } from '../../src/adapters/secondary/dynamodb/client.ts';
import { createEventBridgeClient } from '../../src/adapters/secondary/eventbridge/client.ts';
import { createEventBridgePublisher } from '../../src/adapters/secondary/eventbridge/event-publisher.ts';
import { createSqsClient } from '../../src/adapters/secondary/sqs/client.ts';
import { createSqsDeadLetters } from '../../src/adapters/secondary/sqs/dead-letters.ts';
import { createLambda, type Invoke } from '../../src/local/lambda.ts';
import { streamOf } from '../../src/local/store/table.ts';
import { fileCheckpoints } from '../../src/local/stream/checkpoints.ts';
import { startEventSource } from '../../src/local/stream/event-source.ts';
import { createStreamReader } from '../../src/local/stream/stream-reader.ts';
import { lambdaHandler } from '../../src/main/lambda-handler.ts';
import type { RelayOrder } from './relay-process.ts';

/*
 * The relay as a process of its own, to be killed: the function as it is deployed, on the SDK's own clients, fed from
 * the engine's stream as Lambda would. It ends with its parent, never by itself.
 */

const order: RelayOrder = JSON.parse(process.argv[2] ?? '');
const at = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

const handle = createStreamHandler({
  publisher: createEventBridgePublisher({
    client: createEventBridgeClient({ ...at, endpoint: order.bus }),
    busName: 'products',
  }),
  deadLetters: createSqsDeadLetters(createSqsClient({ ...at, endpoint: order.queue }), `${order.queue}/0/letters`),
});
const invoke = createLambda({
  functionName: 'stream',
  timeoutMs: 60_000,
  handler: lambdaHandler(handle, () => {}),
});

/** Now and then the function dies: before it has done anything, or after all is done and before it says so. */
const dying: Invoke = async (event) => {
  const crash = { error: { type: 'Runtime.ExitError', message: 'died' } };
  const chance = Math.random();
  if (chance < order.crashes / 2) return crash;
  const answer = await invoke(event);
  return chance < order.crashes ? crash : answer;
};

const engine = { ...at, endpoint: order.engine };
const streamArn = (await streamOf(createDynamoDbClient(engine), order.tableName)) ?? '';
startEventSource({
  reader: createStreamReader(new DynamoDBStreamsClient(engine), streamArn),
  invoke: dying,
  checkpoints: fileCheckpoints(order.checkpoints),
  batchSize: 100,
  retryAttempts: 1_000_000,
  pollInterval: 20,
  onFailure: () => Promise.reject(new Error('Nothing is to be given up.')),
  onError: () => {},
});
process.once('disconnect', () => process.exit());
process.send?.('working');
