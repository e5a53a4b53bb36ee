import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaServiceException, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Given } from './give.ts';
import type { PlacedRecord } from './letters.ts';
import { messageOf } from './message-of.ts';
import type { Message, RedrivePorts } from './redrive.ts';
import { readRange } from './stream-range.ts';

export interface Deployment {
  readonly queueUrl: string;
  /** The stream function: its name or ARN, with its alias. */
  readonly functionName: string;
  readonly busName: string;
}

export interface Clients {
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly streams: DynamoDBStreamsClient;
  readonly events: EventBridgeClient;
}

/** In seconds: as long as sending again may take. */
const hiddenFor = 15 * 60;

const answer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export const awsPorts = (clients: Clients, { queueUrl, functionName, busName }: Deployment): RedrivePorts => ({
  receive: () => receive(clients.sqs, queueUrl),
  delete: async ({ receipt }) => {
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt }));
  },
  release: async ({ receipt: ReceiptHandle }) => {
    const visible = { QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: 0 };
    await clients.sqs.send(new ChangeMessageVisibilityCommand(visible));
  },
  give: (records) => give(clients.lambda, functionName, records),
  read: (range) => readRange(clients.streams, range),
  put: async (event) => {
    const { source: Source, 'detail-type': DetailType, time, detail } = event;
    const entry = { EventBusName: busName, Source, DetailType, Time: new Date(time), Detail: JSON.stringify(detail) };
    const answered = await clients.events.send(new PutEventsCommand({ Entries: [entry] }));
    const { EventId: id, ErrorCode: code = 'no answer' } = answered.Entries?.[0] ?? {};
    if (id === undefined) throw new Error(`EventBridge did not take it: ${code}.`);
  },
});

const receive = async (sqs: SQSClient, queueUrl: string): Promise<Message[]> => {
  const { Messages: received = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: hiddenFor,
      // With no wait at all SQS asks only some of its servers.
      WaitTimeSeconds: 1,
    }),
  );
  return received.map(({ Body: body = '', ReceiptHandle: receipt = '' }) => ({ body, receipt }));
};

const give = async (lambda: LambdaClient, FunctionName: string, records: readonly PlacedRecord[]): Promise<Given> => {
  const invocation = new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ Records: records })) });
  const answered = await lambda.send(invocation).catch(unlessTooLarge);
  if ('failure' in answered) return answered;
  const payload = Buffer.from(answered.Payload ?? []).toString();
  if (answered.FunctionError !== undefined) return { failure: payload };
  const failed = answer.parse(JSON.parse(payload)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  const first = records.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber));
  // An identifier of none of them stands for the whole batch, as it does for Lambda.
  return { done: failed.length === 0 ? records.length : Math.max(0, first) };
};

// "Invoke" in the API reference has two names for it, by who refuses.
const unlessTooLarge = (thrown: unknown): { readonly failure: string } => {
  const isTooLarge = thrown instanceof LambdaServiceException && thrown.$metadata.httpStatusCode === 413;
  if (isTooLarge) return { failure: messageOf(thrown) };
  throw thrown;
};
