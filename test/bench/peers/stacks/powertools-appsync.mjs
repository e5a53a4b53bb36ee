import { AppSyncGraphQLResolver } from '@aws-lambda-powertools/event-handler/appsync-graphql';
import { resolvers } from './schema.mjs';

const app = new AppSyncGraphQLResolver();
for (const [typeName, fields] of Object.entries(resolvers)) {
  for (const [fieldName, resolve] of Object.entries(fields)) {
    app.resolver((args) => resolve(null, args), { typeName, fieldName });
  }
}

export const handler = async (event, context) => ({ data: await app.resolve(event, context) });
