import { createGraphqlHandler } from '../../../src/adapters/primary/graphql/handler.ts';
import { graphqlEvent } from '../graphql-event.ts';
import type { WayIn } from '../products-api.ts';
import { writerArn } from '../rest-event.ts';
import { memoryApplication } from './application.ts';
import { graphqlApi } from './graphql-api.ts';
import { sessionArn } from './rest-handler.ts';

/** The resolver's payloads straight to the GraphQL handler. */
export const startGraphqlHandler = async ({ application, time } = memoryApplication()): Promise<WayIn> => {
  const handle = createGraphqlHandler(application);
  return {
    api: graphqlApi(async ({ field, args, as }) => {
      const { response } = await handle(graphqlEvent(field, args, as === 'writer' ? writerArn : sessionArn));
      if ('data' in response) return response;
      const { type, message, info } = response.error;
      return { errorType: type, message, errorInfo: info };
    }),
    advance: time.advance,
    close: async () => {},
  };
};
