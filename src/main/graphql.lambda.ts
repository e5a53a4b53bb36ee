import { createGraphqlHandler } from '../adapters/primary/graphql/handler.ts';
import { createDynamoDbClient } from '../adapters/secondary/dynamodb/client.ts';
import { createCatalogue } from './catalogue.ts';
import { readEnvironment } from './environment.ts';
import { createInvocationTime } from './invocation-time.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { standardOutput } from './log.ts';
import { systemClock } from './system.ts';

const time = createInvocationTime();
const catalogue = createCatalogue(readEnvironment(process.env), createDynamoDbClient(), systemClock, time.left);

/** Entry point of the function behind AppSync. */
export const handler = lambdaHandler(createGraphqlHandler(catalogue), standardOutput, time);
