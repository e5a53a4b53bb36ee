import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { PlacedRecord } from './letters.ts';
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

const give = async (
  lambda: LambdaClient,
  FunctionName: string,
  records: readonly PlacedRecord[],
): Promise<string[]> => {
  const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
  const { Payload: payload, FunctionError: failure } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ Records: records })) }),
  );
  if (failure !== undefined) return numbers;
  const { batchItemFailures } = answer.parse(JSON.parse(Buffer.from(payload ?? []).toString()));
  const [first] = batchItemFailures
    .map(({ itemIdentifier }) => Math.max(0, numbers.indexOf(itemIdentifier)))
    .sort((a, b) => a - b);
  return first === undefined ? [] : numbers.slice(first);
};
