import * as publishResolver from '../../../../src/adapters/primary/graphql/publish-resolver.js';
import { createAppSync, type AppSync, type AppSyncOptions } from '../../../../src/local/appsync/appsync.ts';
import { deployment, readSchema, topLevelFields } from '../../../../src/local/deployment.ts';
import { decide } from '../../../../src/local/policies.ts';
import { eventBusRole, localPrincipals } from '../../../../src/local/principals.ts';
import { principalNamed } from '../../../support/signed-fetch.ts';

export const schema = readSchema('.');
const deployed = { ...deployment, fields: topLevelFields(schema) };
export const role = eventBusRole(deployed);
export const principals = localPrincipals(deployed);

/** The catalogue's GraphQL API with nothing but the mutation of the event bus; takes everybody who connects for `reader`. */
export const startPublishing = (options: Partial<AppSyncOptions> = {}): AppSync =>
  createAppSync({
    ...deployment,
    apiId: deployment.graphqlApiId,
    schema,
    resolver: publishResolver,
    localResolvers: { 'Mutation.publishProductEvent': publishResolver },
    authenticate: () => ({ principal: principalNamed(principals, 'reader') }),
    decide,
    invoke: () => Promise.reject(new Error('There is no function.')),
    ...options,
  });
