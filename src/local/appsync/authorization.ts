import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Principal } from '../principals.ts';
import { unauthorized } from './http-refusal.ts';
import { fragmentsOf, selectedFields } from './selections.ts';

export type Decide = (
  principal: Principal,
  action: 'appsync:GraphQL',
  resource: string,
) => 'allowed' | 'noStatement' | 'explicitDeny';

interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** IAM's decision on top-level fields, "Authorization and authentication" in AppSync's developer guide. */
export const fieldAccess =
  (decide: Decide, api: { readonly region: string; readonly accountId: string; readonly apiId: string }) =>
  (principal: Principal, parentTypeName: string, fieldName: string): boolean => {
    const arn = `arn:aws:appsync:${api.region}:${api.accountId}:apis/${api.apiId}`;
    return decide(principal, 'appsync:GraphQL', `${arn}/types/${parentTypeName}/fields/${fieldName}`) === 'allowed';
  };

/**
 * Throws the 401 of a principal that may have none of the top-level fields asked for. `__typename` and the other
 * meta-fields have no ARN: who asks for nothing else must be allowed some field of the same type.
 */
export const refuseStranger = (
  mayAccess: (parentTypeName: string, fieldName: string) => boolean,
  schema: GraphQLSchema,
  { document, operation, variableValues }: Asked,
): void => {
  const type = schema.getRootType(operation.operation);
  const selected = selectedFields([operation.selectionSet], { fragments: fragmentsOf(document), variableValues });
  const named = [...selected.values()].flatMap(([field]) => field?.name.value ?? []);
  const asked = named.filter((name) => !name.startsWith('__'));
  const needed = asked.length > 0 ? asked : Object.keys(type?.getFields() ?? {});
  if (!needed.some((name) => mayAccess(type?.name ?? '', name))) throw unauthorized('Permission denied');
};
