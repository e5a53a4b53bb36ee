import { getLocation, Kind, validate, type ASTNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { engineError, type WireError } from '../wire-error.ts';
import { noIntrospection } from './field-rules.ts';
import { queryPaths } from './query-paths.ts';
import { ValidationError } from './reported.ts';
import { rules } from './rules.ts';

interface Validating {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
}

/** What is wrong with a document, as AppSync tells it; empty when it may be executed. */
export const validationErrors = (document: DocumentNode, { schema, introspection }: Validating): WireError[] => {
  const errors = validate(schema, document, introspection ? rules : [...rules, noIntrospection]);
  const paths = queryPaths(document);
  return [
    ...missingRootTypes(document, schema),
    ...errors.map((error) => {
      const at = error instanceof ValidationError ? pathOf(error, paths) : '';
      return engineError(at === '' ? error.message : `${error.message} @ '${at}'`, error.locations);
    }),
  ];
};

const pathOf = (
  { finding: { nodes, around = false } }: ValidationError,
  paths: ReadonlyMap<ASTNode, string>,
): string => {
  const path = nodes[0] === undefined ? '' : (paths.get(nodes[0]) ?? '');
  return around ? path.split('/').slice(0, -1).join('/') : path;
};

// No rule of graphql-js looks at it: it is found when the operation is executed, which is too late here.
const missingRootTypes = ({ definitions, loc }: DocumentNode, schema: GraphQLSchema): WireError[] =>
  definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => !schema.getRootType(operation))
    .map(({ operation, loc: at }) =>
      engineError(
        `Schema is not configured for ${plural[operation]}.`,
        loc && at ? [getLocation(loc.source, at.start)] : null,
      ),
    );

const plural = { query: 'queries', mutation: 'mutations', subscription: 'subscriptions' } as const;
