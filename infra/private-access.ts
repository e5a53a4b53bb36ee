import { Stack } from 'aws-cdk-lib';
import type { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The resource policy of a private API: through its entrance only. The account is let in as a whole, so that its
 * principals still need a policy of their own; a policy that let everybody in would do for those without one. Browsers
 * sign no preflight, so where `preflightsOf` names the stage that answers them anybody may send one.
 */
export const privateAccess = (
  scope: Construct,
  entrance: InterfaceVpcEndpoint,
  preflightsOf: string | null,
): PolicyDocument => {
  const actions = ['execute-api:Invoke'];
  const resources = [Stack.of(scope).formatArn({ service: 'execute-api', resource: '*' })];
  // With a wildcard for the stage, the path `/products/OPTIONS/` of any method would do as well.
  const preflights = preflightsOf === null ? [] : [`execute-api:/${preflightsOf}/OPTIONS/*`];
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ principals: [new AccountRootPrincipal()], actions, resources }),
      ...preflights.map(
        (preflight) => new PolicyStatement({ principals: [new AnyPrincipal()], actions, resources: [preflight] }),
      ),
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources,
        conditions: { StringNotEquals: { 'aws:SourceVpce': entrance.vpcEndpointId } },
      }),
    ],
  });
};
