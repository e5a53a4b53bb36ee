import {
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ArgumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type ObjectValueNode,
  type ValueNode,
} from 'graphql';
import { javaLiteral } from './java-text.ts';

/** Where in an argument a literal is wrong, which literal is named, and what is wrong with it. */
interface Fault {
  readonly path: string;
  readonly value?: ValueNode;
  readonly reason: string;
}

/** What is wrong with the literals of an argument, in graphql-java's words. */
export const argumentFault = ({ name, value }: ArgumentNode, type: GraphQLInputType): string | undefined => {
  const fault = literalFault(value, type);
  if (fault === undefined) return undefined;
  return `argument '${name.value}${fault.path}' with value '${javaLiteral(fault.value ?? value)}' ${fault.reason}`;
};

/** Whether a literal fits a type; variables are checked elsewhere. */
export const fits = (value: ValueNode, type: GraphQLInputType): boolean => literalFault(value, type) === undefined;

const literalFault = (value: ValueNode, type: GraphQLInputType): Fault | undefined => {
  if (value.kind === Kind.VARIABLE) return undefined;
  if (value.kind === Kind.NULL) {
    return isNonNullType(type) ? { path: '', value, reason: 'must not be null' } : undefined;
  }
  if (isNonNullType(type)) return literalFault(value, type.ofType);
  if (isListType(type)) return listFault(value, type.ofType);
  if (isInputObjectType(type)) return objectFault(value, type);
  try {
    // Some refuse by giving undefined, some by throwing.
    if (type.parseLiteral(value, undefined) !== undefined) return undefined;
  } catch {
    // What is wrong with it is not told.
  }
  return { path: '', value, reason: `is not a valid '${type.name}'` };
};

const listFault = (value: ValueNode, itemType: GraphQLInputType): Fault | undefined => {
  // One value stands for a list of one.
  if (value.kind !== Kind.LIST) return literalFault(value, itemType);
  for (const [index, item] of value.values.entries()) {
    const fault = literalFault(item, itemType);
    if (fault !== undefined) return { ...fault, path: `[${index}]${fault.path}` };
  }
  return undefined;
};

const objectFault = (value: ValueNode, type: GraphQLInputObjectType): Fault | undefined => {
  if (value.kind !== Kind.OBJECT) return { path: '', reason: 'must be an object type' };
  const missing = missingFields(value, type);
  if (missing.length > 0) return { path: '', reason: `is missing required fields '[${missing.join(', ')}]'` };
  for (const field of value.fields) {
    const name = field.name.value;
    const definition = type.getFields()[name];
    if (definition === undefined) return { path: '', reason: `contains a field not in '${type.name}': '${name}'` };
    const fault = literalFault(field.value, definition.type);
    if (fault !== undefined) return { ...fault, path: `.${name}${fault.path}` };
  }
  return undefined;
};

const missingFields = ({ fields }: ObjectValueNode, type: GraphQLInputObjectType): string[] => {
  const given = new Set(fields.map(({ name }) => name.value));
  return Object.values(type.getFields())
    .filter((field) => isRequiredInputField(field) && !given.has(field.name))
    .map(({ name }) => name);
};
