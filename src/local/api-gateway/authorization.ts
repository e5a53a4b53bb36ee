import type { Authenticate, Refusal } from '../authentication.ts';
import type { Principal } from '../principals.ts';
import type { RawRequest } from '../raw-request.ts';
import type { Api, Call } from './call.ts';
import { arnTooLong, missingAuthenticationToken, type GatewayError } from './errors.ts';
import { percentDecoded } from './percent-encoding.ts';

/** What the policies of a principal say of an action on a resource. */
export type Decide = (
  principal: Principal,
  action: string,
  resource: string,
) => 'allowed' | 'noStatement' | 'explicitDeny';

const action = 'execute-api:Invoke';
// "Quotas for configuring and running a REST API" in the developer guide.
const maxArnBytes = 1600;

/** Who may make a call, or why it is refused. */
export const createAuthorization =
  (api: Api, authenticate: Authenticate, decide: Decide) =>
  (request: RawRequest, call: Call): { readonly principal: Principal } | { readonly error: GatewayError } => {
    const authentication = authenticate(request);
    if ('refusal' in authentication) return { error: signatureError(authentication.refusal) };
    const { principal } = authentication;
    const resource = methodArn(api, call);
    if (Buffer.byteLength(resource) > maxArnBytes) return { error: arnTooLong };
    const decision = decide(principal, action, resource);
    if (decision === 'allowed') return { principal };
    const masked = methodArn({ ...api, accountId: `********${api.accountId.slice(-4)}` }, call);
    return { error: accessDenied(principal, masked, decision) };
  };

/** An unknown route is refused without a look at who calls, but for an Authorization header that cannot be read. */
export const unknownRouteError = (request: RawRequest, authenticate: Authenticate): GatewayError => {
  const authentication = authenticate(request);
  if (!('refusal' in authentication)) return missingAuthenticationToken;
  const error = signatureError(authentication.refusal);
  return error.type === 'IncompleteSignatureException' ? error : missingAuthenticationToken;
};

const signatureError = ({ type, message }: Refusal): GatewayError => {
  if (type === 'NoCredentials') return missingAuthenticationToken;
  const known = type === 'OtherScheme' ? 'IncompleteSignatureException' : type;
  return { status: 403, type: known, message, toldBy: 'DEFAULT_4XX' };
};

/**
 * What the policies are asked about: the path as sent, a slash at its end included, without its percent-encoding, so
 * that no other spelling of a segment slips past a statement.
 */
const methodArn = ({ region, accountId, apiId, stage }: Api, { method, path }: Call): string =>
  `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${percentDecoded(path)}`;

const accessDenied = (principal: Principal, arn: string, decision: 'noStatement' | 'explicitDeny'): GatewayError => {
  const reason =
    decision === 'noStatement'
      ? `because no identity-based policy allows the ${action} action`
      : 'with an explicit deny in an identity-based policy';
  return {
    status: 403,
    type: 'AccessDeniedException',
    message: `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${arn} ${reason}`,
    toldBy: 'ACCESS_DENIED',
  };
};
