import { parseArgs } from 'node:util';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsPorts, type Deployment } from './aws.ts';
import { redrive } from './redrive.ts';

/* `npm run redrive`: sends the dead letters of a stage again, with the credentials and region of the environment. */

const usage = `Usage: npm run redrive -- --queue URL --function ARN --bus NAME

The stack prints the whole command as its output Redrive.
`;

const deploymentOf = (argv: readonly string[]): Deployment | null => {
  const { values } = parseArgs({
    args: [...argv],
    options: { queue: { type: 'string' }, function: { type: 'string' }, bus: { type: 'string' } },
  });
  const { queue: queueUrl, function: functionName, bus: busName } = values;
  if (queueUrl === undefined || functionName === undefined || busName === undefined) return null;
  return { queueUrl, functionName, busName };
};

const run = async (deployment: Deployment): Promise<void> => {
  const clients = {
    sqs: new SQSClient(),
    lambda: new LambdaClient(),
    streams: new DynamoDBStreamsClient(),
    events: new EventBridgeClient(),
  };
  const { sent, kept } = await redrive(awsPorts(clients, deployment));
  process.stdout.write(`Sent again: ${sent}. What still cannot be told is back in the queue.\n`);
  for (const { reason, body } of kept) process.stdout.write(`Kept: ${reason} ${body.slice(0, 500)}\n`);
  process.exitCode = kept.length === 0 ? 0 : 1;
};

const deployment = deploymentOf(process.argv.slice(2));
if (deployment === null) {
  process.stderr.write(usage);
  process.exitCode = 1;
} else {
  await run(deployment);
}
