import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Handled } from '../adapters/primary/handled.ts';

type RestHandler = (event: APIGatewayProxyEvent) => Promise<Handled<APIGatewayProxyResult>>;

/**
 * Lets the pages of one origin (`*`: of any) read what the REST door answers; null leaves the door as it is. API
 * Gateway answers the preflights.
 */
export const withCors = (handle: RestHandler, origin: string | null): RestHandler => {
  if (origin === null) return handle;
  const headers = {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'ETag,Idempotency-Replayed,Location,Retry-After,x-amzn-RequestId',
  };
  return async (event) => {
    const handled = await handle(event);
    return { ...handled, response: { ...handled.response, headers: { ...handled.response.headers, ...headers } } };
  };
};
