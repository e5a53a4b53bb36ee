import {
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import { javaClass, javaTypeName } from './validation/java-text.ts';

/** Where a value goes: its path, and the type whose field it is. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly parentTypeName: string;
}

/**
 * A value as its field can take it: whatever does not fit the type is an `Error` in its place, in graphql-java's
 * words, which graphql-js raises there.
 */
export const completed = (value: unknown, type: GraphQLOutputType, place: Place): unknown => {
  if (isNonNullType(type)) {
    return isAbsent(value) ? nullFault(type.ofType, place) : completed(value, type.ofType, place);
  }
  if (isAbsent(value)) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) return mismatch('LIST', place);
    return value.map((item: unknown, index) =>
      completed(item, type.ofType, { ...place, path: [...place.path, index] }),
    );
  }
  if (isLeafType(type)) return leaf(value, type, place);
  return typeof value !== 'object' || Array.isArray(value) ? mismatch('OBJECT', place) : value;
};

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

const nullFault = (type: GraphQLOutputType, place: Place): Error =>
  new Error(
    `Cannot return null for non-nullable type: '${javaTypeName(type)}' within parent '${place.parentTypeName}' (${pathText(place)})`,
  );

const mismatch = (kind: 'LIST' | 'OBJECT', place: Place): Error =>
  new Error(`Can't resolve value (${pathText(place)}) : type mismatch error, expected type ${kind}`);

const leaf = (value: unknown, type: GraphQLLeafType, place: Place): unknown => {
  try {
    type.serialize(value);
    return value;
  } catch (thrown) {
    return new Error(`Can't serialize value (${pathText(place)}) : ${reason(value, type, thrown)}`);
  }
};

const reason = (value: unknown, type: GraphQLLeafType, thrown: unknown): string => {
  if (isEnumType(type)) return `Invalid input for Enum '${type.name}'.`;
  if (type.name.startsWith('AWS') && thrown instanceof Error) return thrown.message;
  return `Expected type '${type.name}' but was '${javaClass(value)}'.`;
};

/** A path as graphql-java writes it: `/listProducts/items[0]/id`. */
const pathText = ({ path }: Place): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : `/${key}`)).join('');
