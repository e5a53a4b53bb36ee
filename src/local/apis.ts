import { createGraphqlHandler } from '../adapters/primary/graphql/handler.ts';
import * as resolver from '../adapters/primary/graphql/lambda-resolver.js';
import { publishField } from '../adapters/primary/graphql/publish-event.ts';
import * as publishResolver from '../adapters/primary/graphql/publish-resolver.js';
import { createRestHandler } from '../adapters/primary/rest/handler.ts';
import { routes } from '../adapters/primary/rest/routes.ts';
import type { Application } from '../application/application.ts';
import type { InvocationTime } from '../main/invocation-time.ts';
import { lambdaHandler } from '../main/lambda-handler.ts';
import type { Log } from '../main/log.ts';
import { createApiGateway } from './api-gateway/gateway.ts';
import { createAppSync, type AppSync } from './appsync/appsync.ts';
import { deployment, functionSettings, graphqlLimits } from './deployment.ts';
import { createLambda } from './lambda.ts';
import { decide } from './policies.ts';
import type { Principal } from './principals.ts';
import type { RawRequest, RawResponse } from './raw-request.ts';
import { createSignatureVerifier } from './sigv4/verifier.ts';

type Api = (request: RawRequest) => Promise<RawResponse>;

export interface Apis {
  readonly rest: Api;
  readonly graphql: AppSync;
}

interface ApisOptions {
  readonly application: Application;
  readonly time: InvocationTime | undefined;
  readonly principals: readonly Principal[];
  /** The text of the schema. */
  readonly schema: string;
  readonly log: Log;
}

/** Both APIs of the deployment, each in front of its own function. The handlers are those that Lambda runs. */
export const createApis = ({ application, time, principals, schema, log }: ApisOptions): Apis => {
  const { region, accountId, restApiId, stage, graphqlApiId } = deployment;
  const verifier = (service: 'execute-api' | 'appsync') => createSignatureVerifier({ principals, region, service });
  return {
    rest: createApiGateway({
      region,
      accountId,
      apiId: restApiId,
      stage,
      routes,
      authenticate: verifier('execute-api'),
      decide,
      invoke: createLambda({
        ...functionSettings,
        functionName: 'rest',
        handler: lambdaHandler(createRestHandler(application), log, time),
      }),
    }),
    graphql: createAppSync({
      ...graphqlLimits,
      region,
      accountId,
      apiId: graphqlApiId,
      schema,
      resolver,
      localResolvers: { [`Mutation.${publishField}`]: publishResolver },
      authenticate: verifier('appsync'),
      decide,
      invoke: createLambda({
        ...functionSettings,
        functionName: 'graphql',
        handler: lambdaHandler(createGraphqlHandler(application), log, time),
      }),
    }),
  };
};
