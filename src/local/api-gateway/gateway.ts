import type { Authenticate } from '../authentication.ts';
import type { Invocation, Invoke } from '../lambda.ts';
import { headerValues, type RawRequest, type RawResponse } from '../raw-request.ts';
import { withTimeLimit } from '../time-limit.ts';
import { createAuthorization, unknownRouteError, type Decide } from './authorization.ts';
import { callOf, type Api } from './call.ts';
import {
  badFunctionResponse,
  errorResponse,
  eventTooLarge,
  forbidden,
  integrationTimeout,
  type GatewayError,
} from './errors.ts';
import { proxyEvent } from './event.ts';
import { newResponseIds, newTraceId, stableId, type ResponseIds } from './ids.ts';
import { exceededLimit } from './limits.ts';
import { proxyResponse } from './proxy-response.ts';
import { createResources, type GatewayRoute } from './resources.ts';

interface Gateway extends Api {
  readonly routes: readonly GatewayRoute[];
  readonly authenticate: Authenticate;
  readonly decide: Decide;
  readonly invoke: Invoke;
  /** How long a function may take; a REST API waits 29 seconds. */
  readonly integrationTimeoutMs?: number;
}

type Outcome = { readonly response: RawResponse } | { readonly error: GatewayError };

/**
 * A REST API (v1) of Amazon API Gateway with IAM authorization and a Lambda proxy integration on every route, in front
 * of one function. It serves `/{stage}/…`.
 */
export const createApiGateway = (gateway: Gateway): ((request: RawRequest) => Promise<RawResponse>) => {
  const match = createResources(gateway.routes);
  const authorize = createAuthorization(gateway, gateway.authenticate, gateway.decide);
  const api = { ...gateway, deploymentId: stableId(`${gateway.apiId}/${gateway.stage}`) };

  const serve = async (request: RawRequest, ids: ResponseIds): Promise<Outcome> => {
    const exceeded = exceededLimit(request);
    if (exceeded !== undefined) return { error: exceeded };
    const call = callOf(request, gateway.stage, match);
    if (call === 'unknownStage') return { error: forbidden };
    if (call === 'unknownRoute') return { error: unknownRouteError(request, gateway.authenticate) };
    const authorized = authorize(request, call);
    if ('error' in authorized) return authorized;
    const traceId = headerValues(request, 'x-amzn-trace-id').at(-1) ?? newTraceId(request.receivedAt);
    const event = proxyEvent(api, { request, call, principal: authorized.principal, ids, traceId });
    return integrate(gateway, event, ids, traceId);
  };

  return async (request) => {
    const ids = newResponseIds();
    const outcome = await serve(request, ids);
    return 'error' in outcome ? errorResponse(outcome.error, ids) : outcome.response;
  };
};

const integrate = (gateway: Gateway, event: unknown, ids: ResponseIds, traceId: string): Promise<Outcome> =>
  withTimeLimit<Outcome>(
    gateway.integrationTimeoutMs ?? 29_000,
    async () => answer(await gateway.invoke(event), ids, traceId),
    () => ({ error: integrationTimeout }),
  );

// A function that ran out of its own time is one that failed: 504 only means that the gateway waits no longer.
const answer = (invocation: Invocation, ids: ResponseIds, traceId: string): Outcome => {
  if ('error' in invocation) {
    const tooLarge = invocation.error.type === 'RequestEntityTooLargeException';
    return { error: tooLarge ? eventTooLarge : badFunctionResponse };
  }
  const response = proxyResponse(invocation.payload, ids, traceId);
  return response === undefined ? { error: badFunctionResponse } : { response };
};
