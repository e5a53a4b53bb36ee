import { Duration } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  type MethodOptions,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Function } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Authorizer } from './settings.ts';

/** How each method of the REST API knows its caller. */
export const restAuthorization = (scope: Construct, authorizer: Authorizer): MethodOptions => {
  if (authorizer.kind === 'iam') return { authorizationType: AuthorizationType.IAM };
  if (authorizer.kind === 'userPool') {
    const cognitoUserPools = [UserPool.fromUserPoolArn(scope, 'Pool', authorizer.arn)];
    return {
      authorizationType: AuthorizationType.COGNITO,
      authorizer: new CognitoUserPoolsAuthorizer(scope, 'UserPool', { cognitoUserPools }),
    };
  }
  return {
    authorizationType: AuthorizationType.CUSTOM,
    authorizer: new TokenAuthorizer(scope, 'Authorizer', {
      handler: authorizerFunction(scope, authorizer.arn),
      // A cached answer for one method would count for the others too.
      resultsCacheTtl: Duration.seconds(0),
    }),
  };
};

/** The function that the settings name; the stack gives the API the right to call it. */
export const authorizerFunction = (scope: Construct, functionArn: string) =>
  Function.fromFunctionAttributes(scope, 'AuthorizerFunction', { functionArn, sameEnvironment: true });
