import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { createRestHandler } from '../../../src/adapters/primary/rest/handler.ts';
import type { ProductsApi, WayIn } from '../products-api.ts';
import { restEvent, writerArn } from '../rest-event.ts';
import { memoryApplication } from './application.ts';
import { restApi } from './rest-api.ts';

export const sessionArn = 'arn:aws:sts::000000000000:assumed-role/ProductsWriter/laptop';

/** The products API over anything that answers API Gateway's events. */
export const restEventApi = (handle: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>): ProductsApi =>
  restApi(async ({ method, id, query, headers, body, as }) => {
    const event = restEvent({
      method,
      ...(id === undefined ? {} : { id: encodeURIComponent(id) }),
      ...(query === undefined ? {} : { query: Object.fromEntries(Object.entries(query).map(([k, v]) => [k, [v]])) }),
      headers: headers ?? {},
      body,
      userArn: as === 'writer' ? writerArn : sessionArn,
    });
    const response = await handle(event);
    const named = Object.entries(response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
    return { status: response.statusCode, headers: Object.fromEntries(named), body: response.body };
  });

/** API Gateway's events straight to the REST handler. */
export const startRestHandler = async ({ application, time } = memoryApplication()): Promise<WayIn> => {
  const handle = createRestHandler(application);
  return {
    api: restEventApi(async (event) => (await handle(event)).response),
    advance: time.advance,
    close: async () => {},
  };
};
