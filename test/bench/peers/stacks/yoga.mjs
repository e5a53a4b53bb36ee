import { createSchema, createYoga } from 'graphql-yoga';
import { resolvers, typeDefs } from './schema.mjs';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), graphqlEndpoint: '/graphql', logging: false });

export const handler = async (event, context) => {
  const { httpMethod: method, headers, body } = event;
  const response = await yoga.fetch(`https://api${event.path}`, { method, headers, body }, { event, context });
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};
