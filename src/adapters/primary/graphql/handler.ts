import type { Application } from '../../../application/application.ts';
import type { Handled } from '../handled.ts';
import { failureOf } from './errors.ts';
import type { GraphqlAnswer, GraphqlEvent } from './event.ts';
import { principalOf } from './principal.ts';
import { createResolvers, type Resolvers } from './resolvers.ts';

/** The GraphQL door: one top-level field in, an envelope for `lambda-resolver.js` out. Never throws. */
export const createGraphqlHandler = (
  application: Application,
): ((event: GraphqlEvent) => Promise<Handled<GraphqlAnswer>>) => {
  const resolvers = createResolvers(application);

  return async (event) => {
    const field = `${event.parentTypeName}.${event.fieldName}`;
    const principal = principalOf(event.identity);
    const operation = event.fieldName;
    try {
      // AppSync only sends what schema.graphql lists, so anything else is a fault of the deployment.
      if (!hasResolver(resolvers, field)) throw new Error(`The schema has a field without a resolver: ${field}.`);
      return {
        operation,
        principal,
        code: 'OK',
        response: { data: await resolvers[field](event.arguments, principal) },
      };
    } catch (thrown) {
      const { code, answer, cause } = failureOf(thrown);
      return { operation, principal, code, cause, response: answer };
    }
  };
};

const hasResolver = (resolvers: Resolvers, field: string): field is keyof Resolvers => Object.hasOwn(resolvers, field);
