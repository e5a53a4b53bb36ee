import { isNamedType, Kind, type GraphQLType, type ValueNode } from 'graphql';

/** A literal as graphql-java's syntax tree shows itself, such as `StringValue{value='x'}`; it has the same kinds. */
export const javaLiteral = (node: ValueNode): string => {
  if (node.kind === Kind.VARIABLE) return `VariableReference{name='${node.name.value}'}`;
  if (node.kind === Kind.LIST) return `ArrayValue{values=[${node.values.map(javaLiteral).join(', ')}]}`;
  if (node.kind === Kind.OBJECT) {
    const fields = node.fields.map(
      ({ name, value }) => `ObjectField{name='${name.value}', value=${javaLiteral(value)}}`,
    );
    return `ObjectValue{objectFields=[${fields.join(', ')}]}`;
  }
  if (node.kind === Kind.NULL) return 'NullValue{}';
  if (node.kind === Kind.ENUM) return `EnumValue{name='${node.value}'}`;
  return `${node.kind}{value=${node.kind === Kind.STRING ? `'${node.value}'` : node.value}}`;
};

/** Lists and non-null types have no name in graphql-java, and show as `null`. */
export const javaTypeName = (type: GraphQLType): string => (isNamedType(type) ? type.name : 'null');

/** The class that graphql-java holds a JSON value in. */
export const javaClass = (value: unknown): string => {
  if (Array.isArray(value)) return 'ArrayList';
  if (typeof value === 'object') return 'LinkedHashMap';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
};
