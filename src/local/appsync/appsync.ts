import { randomUUID } from 'node:crypto';
import { OperationTypeNode } from 'graphql';
import type { Authenticate } from '../authentication.ts';
import type { Invoke } from '../lambda.ts';
import type { RawRequest, RawResponse } from '../raw-request.ts';
import { fieldAccess, refuseStranger, type Decide } from './authorization.ts';
import { createDocuments, operationOf } from './documents.ts';
import { createExecutor, type Executed } from './execution.ts';
import type { Resolver } from './field-resolver.ts';
import { readGraphqlRequest } from './graphql-request.ts';
import { badRequest, HttpRefusal } from './http-refusal.ts';
import { graphqlResponse, preflightResponse, refusalResponse } from './http-response.ts';
import { callerOf } from './resolver-context.ts';
import { buildAppSyncSchema } from './schema.ts';
import { signerOf } from './signer.ts';
import { provideUtil } from './util.ts';
import { variableValues } from './variables.ts';

export interface AppSyncOptions {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  /** The text of the schema, AppSync's scalars and directives included. */
  readonly schema: string;
  /** The resolver of every field of Query and Mutation. */
  readonly resolver: Resolver;
  readonly authenticate: Authenticate;
  readonly decide: Decide;
  readonly invoke: Invoke;
  readonly introspection?: boolean;
  readonly queryDepthLimit?: number;
  readonly resolverCountLimit?: number;
  readonly timeoutMs?: number;
}

// "Service quotas" of AppSync: how many resolvers a request may run, and how long it may take.
const maxResolvers = 10_000;
const maxMilliseconds = 30_000;

/**
 * An AppSync GraphQL API with IAM authorization, over HTTP: what a signed request to its `/graphql` is answered.
 * Subscriptions belong to another endpoint and are refused.
 */
export const createAppSync = (options: AppSyncOptions): ((request: RawRequest) => Promise<RawResponse>) => {
  provideUtil();
  const answer = createAnswer(options);
  return async (request) => {
    const requestId = randomUUID();
    if (request.method === 'OPTIONS') return preflightResponse(request, requestId);
    try {
      return graphqlResponse(await answer(request, requestId), requestId);
    } catch (thrown) {
      if (!(thrown instanceof HttpRefusal)) throw thrown;
      return refusalResponse(thrown, requestId);
    }
  };
};

const createAnswer = (options: AppSyncOptions): ((request: RawRequest, requestId: string) => Promise<Executed>) => {
  const { authenticate, introspection = true, queryDepthLimit = 0 } = options;
  const { resolverCountLimit = maxResolvers, timeoutMs = maxMilliseconds } = options;
  const schema = buildAppSyncSchema(options.schema);
  const checked = createDocuments({ schema, introspection });
  const mayAccess = fieldAccess(options.decide, options);
  const execute = createExecutor({ ...options, schema, queryDepthLimit, resolverCountLimit, timeoutMs });

  return async (request, requestId) => {
    const principal = signerOf(authenticate, request);
    refuseMethod(request);
    const { query, variables, operationName } = readGraphqlRequest(request);
    const { document, errors } = checked(query);
    const operation = operationOf(document, operationName);
    if (errors.length > 0) return { data: null, errors };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw badRequest('Subscriptions need the real-time endpoint.');
    const coerced = variableValues(schema, operation, variables);
    if ('error' in coerced) return { data: null, errors: [coerced.error] };
    const mayHave = (parentTypeName: string, fieldName: string) => mayAccess(principal, parentTypeName, fieldName);
    refuseStranger(mayHave, schema, { document, operation, variableValues: coerced.values });
    return execute({
      document,
      operationName,
      caller: callerOf(request, principal, { requestId, variables }),
      mayAccess: mayHave,
    });
  };
};

// AppSync does not document what it answers to other methods.
const refuseMethod = ({ method }: RawRequest): void => {
  if (method !== 'GET' && method !== 'POST') {
    throw new HttpRefusal(405, 'MethodNotAllowedException', `The method must be GET or POST, not ${method}.`);
  }
};
