import { createRestHandler } from '../adapters/primary/rest/handler.ts';
import { createCatalogue } from './catalogue.ts';
import { withCors } from './cors.ts';
import { readEnvironment } from './environment.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { standardOutput } from './log.ts';

const environment = readEnvironment(process.env);
const handle = createRestHandler(createCatalogue(environment));

/** Entry point of the function behind API Gateway. */
export const handler = lambdaHandler(withCors(handle, environment.corsOrigin), standardOutput);
