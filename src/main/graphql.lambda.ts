import { createGraphqlHandler } from '../adapters/primary/graphql/handler.ts';
import { createCatalogue } from './catalogue.ts';
import { readEnvironment } from './environment.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { standardOutput } from './log.ts';

/** Entry point of the function behind AppSync. */
export const handler = lambdaHandler(
  createGraphqlHandler(createCatalogue(readEnvironment(process.env))),
  standardOutput,
);
