import { GraphQLError, type SourceLocation } from 'graphql';
import { ResolverError } from './resolver-error.ts';

interface WireLocation {
  readonly line: number;
  readonly column: number;
  readonly sourceName: null;
}

type WirePath = readonly (string | number)[] | null;

/** An error in an answer. Those of resolvers have a type, data and info; those of the engine have not. */
export interface WireError {
  readonly path: WirePath;
  readonly data?: unknown;
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly locations: readonly WireLocation[] | null;
  readonly message: string;
}

const wireLocations = (locations: readonly SourceLocation[] | null | undefined): readonly WireLocation[] | null =>
  locations?.map(({ line, column }) => ({ line, column, sourceName: null })) ?? null;

/** An error that graphql-java raises itself. */
export const engineError = (
  message: string,
  locations: readonly SourceLocation[] | null | undefined = null,
  path: WirePath = null,
): WireError => ({ path, locations: wireLocations(locations), message });

/** What graphql-js throws where it cannot go on, such as at a directive without a value. Anything else is thrown on. */
export const thrownError = (thrown: unknown): WireError => {
  if (!(thrown instanceof GraphQLError)) throw thrown;
  return engineError(thrown.message, thrown.locations);
};

/** An error that execution put in the place of a field. */
export const executionError = ({ message, path: at, originalError }: GraphQLError): WireError => {
  const path = at ?? null;
  return originalError instanceof ResolverError ? resolverError(originalError, path) : engineError(message, null, path);
};

export const resolverError = (
  { message, data, errorType, errorInfo, locations }: ResolverError,
  path: WirePath,
): WireError => ({ path, data, errorType, errorInfo, locations: wireLocations(locations), message });
