import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { anonymous, principalOfArn } from '../principal.ts';

// What a Cognito user pool and a Lambda authorizer put there; API Gateway leaves its type open.
const userPool = z.object({ claims: z.object({ iss: z.string(), sub: z.string() }) });
const lambdaAuthorizer = z.object({ principalId: z.string() });

/** Who calls, stable over sessions, by whichever authorizer the API has. */
export const principalOf = ({ identity, authorizer }: APIGatewayProxyEvent['requestContext']): string => {
  if (identity.userArn !== null) return principalOfArn(identity.userArn);
  const user = userPool.safeParse(authorizer);
  if (user.success) return `${user.data.claims.iss}/${user.data.claims.sub}`;
  const custom = lambdaAuthorizer.safeParse(authorizer);
  return custom.success ? `authorizer/${custom.data.principalId}` : anonymous;
};
