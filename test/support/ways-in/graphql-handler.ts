import type { GraphqlAnswer, GraphqlEvent } from '../../../src/adapters/primary/graphql/event.ts';
import { createGraphqlHandler } from '../../../src/adapters/primary/graphql/handler.ts';
import { graphqlEvent } from '../graphql-event.ts';
import type { ProductsApi, WayIn } from '../products-api.ts';
import { writerArn } from '../rest-event.ts';
import { memoryApplication } from './application.ts';
import { graphqlApi } from './graphql-api.ts';
import { sessionArn } from './rest-handler.ts';

/** The products API over anything that answers the resolver's payloads. */
export const graphqlEventApi = (handle: (event: GraphqlEvent) => Promise<GraphqlAnswer>): ProductsApi =>
  graphqlApi(async ({ field, args, as }) => {
    const answer = await handle(graphqlEvent(field, args, as === 'writer' ? writerArn : sessionArn));
    if ('data' in answer) return answer;
    const { type, message, info } = answer.error;
    return { errorType: type, message, errorInfo: info };
  });

/** The resolver's payloads straight to the GraphQL handler. */
export const startGraphqlHandler = async ({ application, time } = memoryApplication()): Promise<WayIn> => {
  const handle = createGraphqlHandler(application);
  return {
    api: graphqlEventApi(async (event) => (await handle(event)).response),
    advance: time.advance,
    close: async () => {},
  };
};
