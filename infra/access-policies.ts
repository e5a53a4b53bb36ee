import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  type Access,
  covers,
  fieldAccess,
  fieldPermission,
  type Permission,
  routePermission,
} from '../src/adapters/primary/access.ts';
import type { Route } from '../src/adapters/primary/rest/routes.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import type { TopLevelField } from './deployed-schema.ts';

interface AccessPoliciesProps {
  readonly routes: readonly Route[];
  readonly fields: readonly TopLevelField[];
  /** `arn:…:<api>/<stage>` and `arn:…:apis/<api>`: what comes before the `resource` of a permission. */
  readonly restArn: string;
  readonly graphqlArn: string;
}

/** For callers, to be attached to their roles: both doors, with the same rights at each. */
export class AccessPolicies extends Construct {
  readonly reader: ManagedPolicy;
  readonly writer: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AccessPoliciesProps) {
    super(scope, id);
    this.reader = this.policy('ProductsReader', 'Reads products through both APIs of the catalogue', 'read', props);
    this.writer = this.policy('ProductsWriter', 'Reads and writes products through both APIs', 'write', props);
  }

  private policy(id: string, description: string, access: Access, props: AccessPoliciesProps): ManagedPolicy {
    const permissions = permissionsFor(access, props);
    const arns = (action: Permission['action'], api: string) =>
      permissions.filter((permission) => permission.action === action).map(({ resource }) => `${api}/${resource}`);
    const rest = arns('execute-api:Invoke', props.restArn);
    const graphql = arns('appsync:GraphQL', props.graphqlArn);
    const policy = new ManagedPolicy(this, id, {
      description,
      statements: [
        new PolicyStatement({ actions: ['execute-api:Invoke'], resources: rest }),
        new PolicyStatement({ actions: ['appsync:GraphQL'], resources: graphql }),
      ],
    });
    acknowledgeWildcards(policy, 'The wildcard stands for the id of a product in a path.', rest);
    return policy;
  }
}

const permissionsFor = (held: Access, { routes, fields }: AccessPoliciesProps): Permission[] => [
  ...routes.filter(({ access }) => covers(held, access)).map(routePermission),
  ...fields
    .filter(({ parentType, name }) => covers(held, fieldAccess(parentType, name)))
    .map(({ parentType, name }) => fieldPermission(parentType, name)),
];
