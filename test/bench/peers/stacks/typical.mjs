import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { z } from 'zod';
import * as products from './products.mjs';
import { routed } from './routed.mjs';

/* The usual stack: the SDK, Powertools' three, middy, zod. */
const logger = new Logger({ serviceName: 'products' });
const metrics = new Metrics({ namespace: 'ProductCatalogue', serviceName: 'products' });
const tracer = new Tracer({ serviceName: 'products' });
const content = z.strictObject({ name: z.string().min(1).max(200), description: z.string().max(2000).nullish() });
const change = content.partial();

const checked = {
  ...products,
  create: (body) => products.create(content.parse(body)),
  update: (id, body) => products.update(id, change.parse(body)),
};
const route = routed(checked);

export const handler = middy(async (event) => {
  const answer = await route(event);
  metrics.addMetric('requests', MetricUnit.Count, 1);
  logger.info('answered', { operation: `${event.httpMethod} ${event.resource}`, status: answer.statusCode });
  return answer;
})
  .use(captureLambdaHandler(tracer))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(httpJsonBodyParser({ disableContentTypeError: true }))
  .use(httpErrorHandler());
