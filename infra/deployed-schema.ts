import { type ConstDirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';

/** A top-level field of the schema: what a resolver is attached to, and what IAM allows. */
export interface TopLevelField {
  readonly parentType: string;
  readonly name: string;
}

const topLevelTypes = new Set(['Query', 'Mutation', 'Subscription']);

/** The top-level fields of the schema, in its order. */
export const topLevelFields = (schema: string): TopLevelField[] =>
  parse(schema).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && topLevelTypes.has(definition.name.value)
      ? (definition.fields ?? []).map(({ name }) => ({ parentType: definition.name.value, name: name.value }))
      : [],
  );

/**
 * The schema as AppSync gets it. With one authorization mode that is the schema itself; with more, AppSync lets each
 * mode see only the types that carry its directive, so every object type gets those of all modes.
 * Throws for what AppSync's dialect lacks.
 */
export const deployedSchema = (schema: string, modes: readonly string[]): string => {
  const document = parse(schema);
  refuseForeignDialect(document);
  if (modes.length < 2) return schema;
  const directives: ConstDirectiveNode[] = modes.map((mode) => ({
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: mode },
  }));
  return `${print(
    visit(document, {
      ObjectTypeDefinition: (type) => ({ ...type, directives: [...(type.directives ?? []), ...directives] }),
    }),
  )}\n`;
};

/** AppSync refuses these, and would say so only in the middle of a deployment. */
const refuseForeignDialect = (document: DocumentNode): void => {
  const refuse = (what: string) => () => {
    throw new Error(`schema.graphql has ${what}, which AppSync does not take: write it without.`);
  };
  visit(document, {
    DirectiveDefinition: refuse('a directive definition'),
    ScalarTypeDefinition: refuse('a scalar of its own'),
    SchemaExtension: refuse('an extension of a type'),
    ObjectTypeExtension: refuse('an extension of a type'),
    InputObjectTypeExtension: refuse('an extension of a type'),
    InterfaceTypeDefinition: ({ interfaces = [] }) => {
      if (interfaces.length > 0) refuse('an interface that implements another')();
    },
    EnumValueDefinition: ({ description }) => {
      if (description !== undefined) refuse('a description of an enum value')();
    },
  });
};
