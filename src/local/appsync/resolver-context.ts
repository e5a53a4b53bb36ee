import type { Context } from '@aws-appsync/utils';
import type { GraphQLResolveInfo } from 'graphql';
import type { Principal } from '../principals.ts';
import type { RawRequest } from '../raw-request.ts';
import { headerValues } from '../raw-request.ts';
import { selectionSetGraphQL, selectionSetList } from './selections.ts';

/**
 * What a resolver is given: "JavaScript resolver context object reference" in AppSync's developer guide. The types of
 * the npm package do not know that an IAM principal's identity has nulls.
 */
export type ResolverContext = Omit<Context, 'identity'> & { readonly identity: unknown };

/** A request as resolvers see it, whichever of its fields they resolve. */
export interface Caller {
  readonly identity: unknown;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Sender = Pick<RawRequest, 'headers' | 'remoteAddress'>;

export const callerOf = (
  request: Sender,
  principal: Principal,
  { requestId, variables }: { requestId: string; variables: Readonly<Record<string, unknown>> },
): Caller => {
  const sourceIp = [
    ...headerValues(request, 'x-forwarded-for').flatMap((list) => list.split(',')),
    request.remoteAddress,
  ];
  return { identity: identityOf(principal, sourceIp), headers: headersOf(request, sourceIp, requestId), variables };
};

const identityOf = (principal: Principal, sourceIp: readonly string[]): unknown => ({
  accountId: principal.accountId,
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  sourceIp: sourceIp.map((address) => address.trim()),
  username: principal.principalId,
  userArn: principal.arn,
  cognitoIdentityAuthType: null,
  cognitoIdentityAuthProvider: null,
});

const headersOf = (request: Sender, sourceIp: readonly string[], requestId: string): Caller['headers'] => {
  const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
  // AppSync keeps cookies from resolvers.
  names.delete('cookie');
  const sent = [...names].map((name): [string, string | string[]] => {
    const [value = '', ...others] = headerValues(request, name);
    return [name, others.length === 0 ? value : [value, ...others]];
  });
  const added = {
    'x-amzn-requestid': requestId,
    'x-forwarded-for': sourceIp.map((address) => address.trim()).join(', '),
  };
  return { ...Object.fromEntries(sent), ...added };
};

/** The context of one top-level field. */
export const resolverContext = (
  args: Readonly<Record<string, unknown>>,
  { identity, headers, variables }: Caller,
  { fieldName, parentType, fieldNodes, fragments, variableValues }: GraphQLResolveInfo,
): ResolverContext => ({
  arguments: args,
  args,
  identity,
  source: null,
  request: { headers, domainName: null },
  prev: null,
  info: {
    fieldName,
    parentTypeName: parentType.name,
    variables,
    selectionSetList: selectionSetList(fieldNodes, { fragments, variableValues }),
    selectionSetGraphQL: selectionSetGraphQL(fieldNodes),
  },
  stash: {},
  env: {},
  result: null,
});
