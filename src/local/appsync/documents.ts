import {
  getOperationAST,
  GraphQLError,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { badRequest, unparsable } from './http-refusal.ts';
import { validationErrors } from './validation/validate.ts';
import type { WireError } from './wire-error.ts';

export interface CheckedDocument {
  readonly document: DocumentNode;
  /** What is wrong with it; empty when it may be executed. */
  readonly errors: readonly WireError[];
}

// Clients send a few documents over and over; what is longer than this, or rarer, is read anew.
const maxCachedDocuments = 200;
const maxCachedLength = 20_000;

// A guess: what graphql-java, AppSync's engine, takes unless told otherwise.
const maxTokens = 15_000;

/** Parses and validates documents, each known one once. Throws `HttpRefusal` for a text that is no document. */
export const createDocuments = (options: {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
}): ((text: string) => CheckedDocument) => {
  const known = new Map<string, CheckedDocument>();
  return (text) => {
    const checked = known.get(text) ?? check(text, options);
    if (text.length > maxCachedLength) return checked;
    known.delete(text);
    known.set(text, checked);
    const [oldest] = known.keys();
    if (known.size > maxCachedDocuments && oldest !== undefined) known.delete(oldest);
    return checked;
  };
};

const check = (text: string, options: Parameters<typeof createDocuments>[0]): CheckedDocument => {
  try {
    const document = parsed(text);
    return { document, errors: validationErrors(document, options) };
  } catch (thrown) {
    // A document so deep that the stack ends before it does.
    if (thrown instanceof RangeError) throw unparsable();
    throw thrown;
  }
};

const parsed = (text: string): DocumentNode => {
  try {
    return parse(text, { maxTokens });
  } catch (thrown) {
    if (thrown instanceof GraphQLError) throw unparsable();
    throw thrown;
  }
};

/** The operation to execute. Throws `HttpRefusal` when the name does not single one out. */
export const operationOf = (document: DocumentNode, operationName: string | undefined): OperationDefinitionNode => {
  const operation = getOperationAST(document, operationName);
  if (operation) return operation;
  throw badRequest(
    operationName === undefined ? 'Missing operation name.' : `Unknown operation named '${operationName}'.`,
  );
};
