import { parseArgs } from 'node:util';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsPorts, type Deployment } from './aws.ts';
import { messageOf } from './message-of.ts';
import { redrive } from './redrive.ts';

/* `npm run redrive`: sends the dead letters of a stage again, with the credentials and region of the environment. */

const usage = `Usage: npm run redrive -- --queue URL --function ARN --bus NAME

The stack prints the whole command as its output Redrive.
`;

/** Where the letters are and what they are for, or the reason why nobody knows, and how it is said. */
const deploymentOf = (argv: readonly string[]): Deployment | string => {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...argv], options: { queue: text, function: text, bus: text } });
    const { queue: queueUrl, function: functionName, bus: busName } = values;
    const isWhole = queueUrl !== undefined && functionName !== undefined && busName !== undefined;
    return isWhole ? { queueUrl, functionName, busName } : usage;
  } catch (thrown) {
    return `${messageOf(thrown)}\n\n${usage}`;
  }
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

const fail = (message: string): void => {
  process.stderr.write(message);
  process.exitCode = 1;
};

const deployment = deploymentOf(process.argv.slice(2));
if (typeof deployment === 'string') fail(deployment);
else await run(deployment).catch((thrown: unknown) => fail(`${messageOf(thrown)}\n`));
