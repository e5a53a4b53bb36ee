import { type IRole, ManagedPolicy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * A role of a service with exactly these rights. No construct that is handed the role can add to them, and they are a
 * policy of their own: neither inline nor one that AWS may widen.
 */
export const serviceRole = (
  scope: Construct,
  id: string,
  service: string,
  statements: readonly PolicyStatement[],
): IRole => {
  const policy = new ManagedPolicy(scope, `${id}Policy`, { statements: [...statements] });
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal(service),
    managedPolicies: [policy],
  }).withoutPolicyUpdates();
};
