import {
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { isRecord, property } from '../record.ts';
import { javaClass } from './validation/java-text.ts';
import { engineError, type WireError } from './wire-error.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The values of an operation's variables, defaults included, or the first that is wrong, in graphql-java's words. */
export const variableValues = (
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): { values: Variables } | { error: WireError } => {
  for (const definition of variableDefinitions) {
    const error = variableError(schema, definition, given);
    if (error !== undefined) return { error };
  }
  const { coerced, errors = [] } = getVariableValues(schema, variableDefinitions, given);
  const [error] = errors;
  return error === undefined ? { values: coerced ?? {} } : { error: engineError(error.message, error.locations) };
};

const variableError = (schema: GraphQLSchema, definition: VariableDefinitionNode, given: Variables) => {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  const isGiven = Object.hasOwn(given, name);
  if (!isInputType(type) || (!isGiven && definition.defaultValue !== undefined)) return undefined;
  const fault = valueFault(property(given, name), type, { variable: name, field: name });
  if (fault === undefined) return undefined;
  const { locations } = new GraphQLError('', { nodes: definition });
  return engineError(fault.message, fault.isLocated ? locations : null);
};

/** The variable, and the field of an input object that the value at hand is of. */
interface Place {
  readonly variable: string;
  readonly field: string;
}

interface Fault {
  readonly message: string;
  readonly isLocated: boolean;
}

const located = (message: string): Fault => ({ message, isLocated: true });

const invalid = ({ field }: Place, reason: string): Fault =>
  located(`Variable '${field}' has an invalid value. ${reason}`);

const valueFault = (value: unknown, type: GraphQLInputType, place: Place): Fault | undefined => {
  if (isNonNullType(type)) {
    if (value !== null && value !== undefined) return valueFault(value, type.ofType, place);
    // The variable is named, even when it is a field inside that is null: aws/aws-appsync-community#406.
    return located(`Variable '${place.variable}' has coerced Null value for NonNull type '${String(type)}'`);
  }
  if (value === null || value === undefined) return undefined;
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return first(items, (item) => valueFault(item, type.ofType, place));
  }
  return isInputObjectType(type) ? objectFault(value, type, place) : leafFault(value, type, place);
};

const objectFault = (value: unknown, type: GraphQLInputObjectType, place: Place): Fault | undefined => {
  if (!isRecord(value)) {
    const reason = `Expected type 'Map' but was '${javaClass(value)}'.`;
    return invalid(place, `${reason} Variables for input objects must be an instance of type 'Map'.`);
  }
  const fields = type.getFields();
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) {
    // The space at the end is the service's.
    const message = `The variables input contains a field name '${unknown}' that is not defined for input object type '${type.name}' `;
    return { message, isLocated: false };
  }
  return first(Object.values(fields), ({ name, type: fieldType, defaultValue }) =>
    !Object.hasOwn(value, name) && defaultValue !== undefined
      ? undefined
      : valueFault(property(value, name), fieldType, { ...place, field: name }),
  );
};

const leafFault = (value: unknown, type: GraphQLLeafType, place: Place): Fault | undefined => {
  try {
    if (type.parseValue(value) !== undefined) return undefined;
  } catch (thrown) {
    if (type.name.startsWith('AWS') && thrown instanceof Error) return invalid(place, thrown.message);
  }
  return invalid(
    place,
    isEnumType(type)
      ? `Invalid input for Enum '${type.name}'. No value found for name '${isPlain(value) ? String(value) : javaClass(value)}'`
      : `Expected type '${type.name}' but was '${javaClass(value)}'.`,
  );
};

// What an object says of itself is the sender's to choose.
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const first = <T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};
