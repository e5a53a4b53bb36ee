import * as z from 'zod/mini';
import { maxBodyBytes, type RawRequest } from '../raw-request.ts';
import { emptyBody, HttpRefusal, unparsable } from './http-refusal.ts';

/** What a client asks for, whichever way it was sent. */
export interface GraphqlRequest {
  readonly query: string;
  /** As sent, not yet coerced to the types of the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/**
 * The largest body, in bytes. AppSync documents no limit for queries; EventBridge, which calls it, stops at
 * 1,048,576 characters.
 */
const maxJsonBytes = 1024 * 1024;

const nullish = <T extends z.core.SomeType>(type: T) => z.optional(z.nullable(type));

// Extra keys, such as Apollo's `extensions`, are accepted. A list, which is how batches are sent, is not.
const graphqlRequest = z.object({
  query: z.string(),
  variables: nullish(z.record(z.string(), z.unknown())),
  operationName: nullish(z.string()),
});

/**
 * Reads a POST, whatever its content type says, or a GET with the same in its query string. Throws `HttpRefusal`.
 */
export const readGraphqlRequest = (request: RawRequest): GraphqlRequest =>
  request.method === 'GET' ? checked(fromQuery(request)) : parseGraphqlRequest(bodyOf(request));

/** Throws the `HttpRefusal` of a body that is cut: of such a one no signature holds. */
export const refuseCutBody = ({ body }: RawRequest): void => {
  if (body.length > maxBodyBytes) throw tooLarge();
};

/** Reads the JSON of a request, however it came. Throws `HttpRefusal`. */
export const parseGraphqlRequest = (json: string): GraphqlRequest => checked(parse(json));

const checked = (request: unknown): GraphqlRequest => {
  const parsed = graphqlRequest.safeParse(request);
  if (!parsed.success) throw unparsable();
  const { query, variables, operationName } = parsed.data;
  return { query, variables: variables ?? {}, operationName: operationName || undefined };
};

const bodyOf = ({ body }: RawRequest): string => {
  if (body.length === 0) throw emptyBody();
  if (body.length > maxJsonBytes) throw tooLarge();
  return body.toString('utf8');
};

const tooLarge = (): HttpRefusal =>
  new HttpRefusal(413, 'RequestEntityTooLargeException', `The body must have at most ${maxJsonBytes} bytes.`);

const fromQuery = ({ rawQuery }: RawRequest): unknown => {
  const parameters = new URLSearchParams(rawQuery);
  const variables = parameters.get('variables');
  return {
    query: parameters.get('query'),
    variables: variables ? parse(variables) : null,
    operationName: parameters.get('operationName'),
  };
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw unparsable();
  }
};
