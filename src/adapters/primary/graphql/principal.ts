import * as z from 'zod/mini';
import { anonymous, principalOfArn } from '../principal.ts';

// The identities of AppSync's authorization modes: AWS_IAM, then AMAZON_COGNITO_USER_POOLS and OPENID_CONNECT, then
// AWS_LAMBDA. An API key has none.
const iam = z.object({ userArn: z.string() });
const token = z.object({ issuer: z.string(), sub: z.string() });
const lambdaAuthorizer = z.object({ resolverContext: z.object({ principalId: z.string() }) });

/** Who calls, stable over sessions, and the same text as at the REST door for the same caller. */
export const principalOf = (identity: unknown): string => {
  const caller = iam.safeParse(identity);
  if (caller.success) return principalOfArn(caller.data.userArn);
  const user = token.safeParse(identity);
  if (user.success) return `${user.data.issuer}/${user.data.sub}`;
  const custom = lambdaAuthorizer.safeParse(identity);
  return custom.success ? `authorizer/${custom.data.resolverContext.principalId}` : anonymous;
};
