import { GraphQLError, Kind, type GraphQLScalarType, type ValueNode } from 'graphql';
import { javaClass } from '../validation/java-text.ts';
import { isDate, isDateTime, isTime } from './temporal.ts';
import { isEmail, isIpAddress, isJson, isPhone, isUrl } from './text.ts';

type Coercion = Pick<GraphQLScalarType<unknown, unknown>, 'serialize' | 'parseValue' | 'parseLiteral'>;

/** A value in the words of a refusal. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than JSON is written here.
    return javaClass(value);
  }
};

const quoted = (value: unknown): string => `\`${shown(value)}\``;

/** A scalar whose values are strings of a form, the same on the way in and on the way out. */
const stringOf = (isValid: (text: string) => boolean, description: string): Coercion => {
  const check = (verb: string) => (value: unknown) => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw new GraphQLError(`Unable to ${verb} ${quoted(value)} as ${description}.`);
  };
  return {
    serialize: check('serialize'),
    parseValue: check('parse'),
    parseLiteral: literal(Kind.STRING, check('parse')),
  };
};

const literal =
  (kind: Kind.STRING | Kind.INT, parse: (value: unknown) => unknown) =>
  (node: ValueNode): unknown => {
    if (node.kind !== kind) throw new GraphQLError(`A literal must be a ${kind}.`, { nodes: node });
    return parse(node.kind === Kind.INT ? Number(node.value) : node.value);
  };

const timestamp = (verb: string) => (value: unknown) => {
  if (Number.isSafeInteger(value)) return value;
  throw new GraphQLError(`Unable to ${verb} ${quoted(value)} as a valid timestamp.`);
};

// A string that clients and resolvers see differently: resolvers get, and may give, the value that it stands for.
const parseJson = (value: unknown): unknown => {
  if (typeof value === 'string' && isJson(value)) return JSON.parse(value);
  throw new GraphQLError(`Unable to parse ${shown(value)} as valid JSON.`);
};

const json: Coercion = {
  serialize: (value) => (typeof value === 'string' && isJson(value) ? value : JSON.stringify(value)),
  parseValue: parseJson,
  parseLiteral: literal(Kind.STRING, parseJson),
};

/**
 * The scalars that AppSync adds, by "Scalar types in GraphQL" in its developer guide. The words for dates, phone
 * numbers and JSON were seen on the service, the others follow them.
 */
export const awsScalars: Readonly<Record<string, Coercion>> = {
  AWSDate: stringOf(isDate, 'a valid date'),
  AWSTime: stringOf(isTime, 'a valid time'),
  AWSDateTime: stringOf(isDateTime, 'a valid DateTime Object'),
  AWSTimestamp: {
    serialize: timestamp('serialize'),
    parseValue: timestamp('parse'),
    parseLiteral: literal(Kind.INT, timestamp('parse')),
  },
  AWSEmail: stringOf(isEmail, 'a valid email address'),
  AWSJSON: json,
  AWSPhone: stringOf(isPhone, 'a valid phone number'),
  AWSURL: stringOf(isUrl, 'a valid URL'),
  AWSIPAddress: stringOf(isIpAddress, 'a valid IP address'),
};
