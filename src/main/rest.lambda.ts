import { createRestHandler } from '../adapters/primary/rest/handler.ts';
import { createDynamoDbClient } from '../adapters/secondary/dynamodb/client.ts';
import { createCatalogue } from './catalogue.ts';
import { withCors } from './cors.ts';
import { readEnvironment } from './environment.ts';
import { createInvocationTime } from './invocation-time.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { standardOutput } from './log.ts';
import { systemClock } from './system.ts';

const environment = readEnvironment(process.env);
const time = createInvocationTime();
const catalogue = createCatalogue(environment, createDynamoDbClient(), systemClock, time.left);

/** Entry point of the function behind API Gateway. */
export const handler = lambdaHandler(
  withCors(createRestHandler(catalogue), environment.corsOrigin),
  standardOutput,
  time,
);
