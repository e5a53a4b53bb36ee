import { graphqlLimits } from '../../../src/local/deployment.ts';
import { synthesise, theOnly } from '../support/synthesis.ts';

describe('the limits of the local GraphQL API', () => {
  it('are those of a deployed stage', () => {
    const { properties } = theOnly(synthesise({ introspection: 'true' }), 'AWS::AppSync::GraphQLApi');
    expect(graphqlLimits).toEqual({
      queryDepthLimit: properties['QueryDepthLimit'],
      resolverCountLimit: properties['ResolverCountLimit'],
    });
  });
});
