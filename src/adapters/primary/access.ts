import { publishField } from './graphql/publish-event.ts';
import type { Route } from './rest/routes.ts';

/** What a caller needs for an operation; whoever may write may also read, and only the event bus may publish. */
export type Access = 'read' | 'write' | 'publish';

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
export const fieldAccess = (parentType: string, field: string): Access => {
  if (parentType !== 'Mutation') return 'read';
  return field === publishField ? 'publish' : 'write';
};

/** Whether holding one access is enough for another. */
export const covers = (held: Access, needed: Access): boolean =>
  held === needed || (held === 'write' && needed === 'read');
