import { Stack } from 'aws-cdk-lib';
import type { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The resource policy of a private API: through its entrance only. The account is let in as a whole, so that its
 * principals still need a policy of their own; a policy that let everybody in would do for those without one.
 */
export const privateAccess = (scope: Construct, entrance: InterfaceVpcEndpoint): PolicyDocument => {
  const resources = [Stack.of(scope).formatArn({ service: 'execute-api', resource: '*' })];
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ principals: [new AccountRootPrincipal()], actions: ['execute-api:Invoke'], resources }),
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['execute-api:Invoke'],
        resources,
        conditions: { StringNotEquals: { 'aws:SourceVpce': entrance.vpcEndpointId } },
      }),
    ],
  });
};
