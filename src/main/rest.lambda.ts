import { createRestHandler } from '../adapters/primary/rest/handler.ts';
import { createCatalogue } from './catalogue.ts';
import { readEnvironment } from './environment.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { standardOutput } from './log.ts';

/** Entry point of the function behind API Gateway. */
export const handler = lambdaHandler(createRestHandler(createCatalogue(readEnvironment(process.env))), standardOutput);
