import type { TestStore } from '../engines.ts';
import { startTestServer } from '../local-server.ts';
import type { WayIn } from '../products-api.ts';
import { principalNamed, signedFetch } from '../signed-fetch.ts';
import { restApi } from './rest-api.ts';

/** Signed requests over HTTP to the REST API of the local server, down to a DynamoDB engine. */
export const startLocalRest = async (store: TestStore): Promise<WayIn> => {
  const { restUrl, principals, time, close } = await startTestServer(store);
  return {
    api: restApi(async ({ method, id, query, headers, body, as }) => {
      const path = id === undefined ? '/products' : `/products/${encodeURIComponent(id)}`;
      const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
      const send = signedFetch(principalNamed(principals, as), 'execute-api');
      const response = await send(`${restUrl}${path}${search}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    }),
    advance: time.advance,
    close,
  };
};
