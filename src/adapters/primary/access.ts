import type { Route } from './rest/routes.ts';

/** What a caller needs for an operation; whoever may write may also read. */
export type Access = 'read' | 'write';

/** One thing that IAM can allow: `resource` is the part of the ARN after `<api>/<stage>/` or `apis/<api>/`. */
export interface Permission {
  readonly action: 'execute-api:Invoke' | 'appsync:GraphQL';
  readonly resource: string;
}

/** The permission that a route needs, a path parameter being anything: `GET/products/*`. */
export const routePermission = (route: Route): Permission => ({
  action: 'execute-api:Invoke',
  resource: `${route.method}${route.resource.replaceAll(/\{[^}]+\}/g, '*')}`,
});

/** The permission that a top-level GraphQL field needs: `types/Query/fields/getProduct`. */
export const fieldPermission = (parentType: string, field: string): Permission => ({
  action: 'appsync:GraphQL',
  resource: `types/${parentType}/fields/${field}`,
});

/** The access that a top-level GraphQL field needs. */
export const fieldAccess = (parentType: string): Access => (parentType === 'Mutation' ? 'write' : 'read');

/** Whether holding one access is enough for another. */
export const covers = (held: Access, needed: Access): boolean => held === 'write' || needed === 'read';
