import { randomUUID } from 'node:crypto';
import { OperationTypeNode } from 'graphql';
import type { Authenticate } from '../authentication.ts';
import type { Invoke } from '../lambda.ts';
import type { Principal } from '../principals.ts';
import type { RawRequest, RawResponse } from '../raw-request.ts';
import { fieldAccess, refuseStranger, type Decide } from './authorization.ts';
import { createDocuments, operationOf } from './documents.ts';
import { createExecutor, type Executed } from './execution.ts';
import { lambdaSource, noSource, type Resolver } from './field-resolver.ts';
import { readGraphqlRequest, refuseCutBody, type GraphqlRequest } from './graphql-request.ts';
import { badRequest, HttpRefusal } from './http-refusal.ts';
import { graphqlResponse, preflightResponse, refusalResponse } from './http-response.ts';
import { createRealtime, type Realtime } from './realtime/realtime.ts';
import { callerOf } from './resolver-context.ts';
import { buildAppSyncSchema } from './schema.ts';
import { signerOf } from './signer.ts';
import { provideUtil } from './util.ts';
import { variableValues } from './variables.ts';
import { thrownError } from './wire-error.ts';

export interface AppSyncOptions {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  /** The text of the schema, AppSync's scalars and directives included. */
  readonly schema: string;
  /** The resolver of every field of Query and Mutation, in front of the function … */
  readonly resolver: Resolver;
  /** … but of these, such as `Mutation.publish`, which have one of their own and no data source. */
  readonly localResolvers?: Readonly<Record<string, Resolver>>;
  readonly authenticate: Authenticate;
  readonly decide: Decide;
  readonly invoke: Invoke;
  readonly introspection?: boolean;
  readonly queryDepthLimit?: number;
  readonly resolverCountLimit?: number;
  readonly timeoutMs?: number;
}

interface Engine {
  readonly schema: ReturnType<typeof buildAppSyncSchema>;
  readonly documents: ReturnType<typeof createDocuments>;
  readonly mayAccess: ReturnType<typeof fieldAccess>;
  readonly onMutation: (fieldName: string, selected: unknown) => void;
}

// "Service quotas" of AppSync: how many resolvers a request may run, and how long it may take.
const maxResolvers = 10_000;
const maxMilliseconds = 30_000;

export interface AppSync {
  /** What a signed request to `/graphql` is answered. */
  handle(request: RawRequest): Promise<RawResponse>;
  /** Executes an operation in the name of a role, as other services of AWS ask for it. Throws `HttpRefusal`. */
  execute(role: Principal, request: Pick<GraphqlRequest, 'query' | 'variables'>): Promise<Executed>;
  readonly realtime: Realtime;
}

/** An AppSync GraphQL API with IAM authorization: over HTTP, for services of AWS, and its real-time endpoint. */
export const createAppSync = (options: AppSyncOptions): AppSync => {
  provideUtil();
  const { introspection = true } = options;
  const schema = buildAppSyncSchema(options.schema);
  const documents = createDocuments({ schema, introspection });
  const mayAccess = fieldAccess(options.decide, options);
  const realtime = createRealtime({ schema, documents, mayAccess, authenticate: options.authenticate });
  const answer = createAnswer(options, { schema, documents, mayAccess, onMutation: realtime.publish });

  return {
    realtime,
    execute: (role, request) => answer(role, { operationName: undefined, ...request }, withinAws, randomUUID()),
    async handle(request) {
      const requestId = randomUUID();
      if (request.method === 'OPTIONS') return preflightResponse(request, requestId);
      try {
        refuseCutBody(request);
        const principal = signerOf(options.authenticate, request);
        refuseMethod(request);
        return graphqlResponse(await answer(principal, readGraphqlRequest(request), request, requestId), requestId);
      } catch (thrown) {
        if (!(thrown instanceof HttpRefusal)) throw thrown;
        return refusalResponse(thrown, requestId);
      }
    },
  };
};

type Answer = (
  principal: Principal,
  asked: GraphqlRequest,
  request: Pick<RawRequest, 'headers' | 'remoteAddress'>,
  requestId: string,
) => Promise<Executed>;

const withinAws = { headers: [], remoteAddress: '127.0.0.1' };

const createAnswer = (options: AppSyncOptions, engine: Engine): Answer => {
  const { queryDepthLimit = 0, resolverCountLimit = maxResolvers, timeoutMs = maxMilliseconds } = options;
  const { schema, documents, mayAccess, onMutation } = engine;
  const ofFunction = [options.resolver, lambdaSource(options.invoke)] as const;
  const resolverOf = (parentTypeName: string, fieldName: string) => {
    const own = options.localResolvers?.[`${parentTypeName}.${fieldName}`];
    return own === undefined ? ofFunction : ([own, noSource] as const);
  };
  const execute = createExecutor({ schema, resolverOf, onMutation, queryDepthLimit, resolverCountLimit, timeoutMs });

  const answer: Answer = async (principal, { query, variables, operationName }, request, requestId) => {
    const { document, errors } = documents(query);
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
  return async (...asked) => {
    try {
      return await answer(...asked);
    } catch (thrown) {
      if (thrown instanceof HttpRefusal) throw thrown;
      return { data: null, errors: [thrownError(thrown)] };
    }
  };
};

// AppSync does not document what it answers to other methods.
const refuseMethod = ({ method }: RawRequest): void => {
  if (method !== 'GET' && method !== 'POST') {
    throw new HttpRefusal(405, 'MethodNotAllowedException', `The method must be GET or POST, not ${method}.`);
  }
};
