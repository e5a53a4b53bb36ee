import {
  executeSync,
  getArgumentValues,
  OperationTypeNode,
  responsePathAsArray,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Principal } from '../../principals.ts';
import { property } from '../../record.ts';
import { completed } from '../completion.ts';
import { operationOf, type CheckedDocument } from '../documents.ts';
import { parseGraphqlRequest } from '../graphql-request.ts';
import { badRequest, HttpRefusal, unauthorized } from '../http-refusal.ts';
import { fragmentsOf, selectedFields } from '../selections.ts';
import { variableValues } from '../variables.ts';
import { executionError, thrownError, type WireError } from '../wire-error.ts';
import type { RealtimeError } from './messages.ts';
import type { Subscriber } from './subscriptions.ts';

export interface SubscribeOptions {
  readonly schema: GraphQLSchema;
  readonly documents: (text: string) => CheckedDocument;
  readonly mayAccess: (principal: Principal, parentTypeName: string, fieldName: string) => boolean;
}

/** What a `start` is good for: what to listen to, and how to answer with it; or why it is refused. */
export type Subscribed =
  | (Omit<Subscriber, 'deliver'> & { answer(value: unknown): unknown })
  | { readonly errors: readonly RealtimeError[] };

/** Reads the GraphQL request of a `start` in the name of whoever signed it. */
export const subscribe = (options: SubscribeOptions, principal: Principal, data: string): Subscribed => {
  try {
    return subscribed(options, principal, data);
  } catch (thrown) {
    if (thrown instanceof HttpRefusal) return { errors: [{ errorType: thrown.errorType, message: thrown.message }] };
    return refused([thrownError(thrown)]);
  }
};

const subscribed = ({ schema, documents, mayAccess }: SubscribeOptions, principal: Principal, data: string) => {
  const { query, variables, operationName } = parseGraphqlRequest(data);
  const { document, errors } = documents(query);
  if (errors.length > 0) return refused(errors);
  const operation = operationOf(document, operationName);
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) throw badRequest('Only subscriptions are served here.');
  const coerced = variableValues(schema, operation, variables);
  if ('error' in coerced) return refused([coerced.error]);

  const selecting = { fragments: fragmentsOf(document), variableValues: coerced.values };
  const [[node] = [], ...others] = [...selectedFields([operation.selectionSet], selecting).values()];
  const definition = schema.getSubscriptionType()?.getFields()[node?.name.value ?? ''];
  if (node === undefined || definition === undefined || others.length > 0)
    throw badRequest('A subscription selects one field.');
  if (!mayAccess(principal, 'Subscription', definition.name)) throw unauthorized('Permission denied');
  return {
    field: definition.name,
    filter: getArgumentValues(definition, node, coerced.values),
    answer: (value: unknown) =>
      answered({
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables,
        rootValue: { [definition.name]: value },
        fieldResolver,
      }),
  };
};

const refused = (errors: readonly WireError[]): { errors: readonly RealtimeError[] } => ({ errors });

/** Nothing is resolved anew: a subscriber gets what the mutation has selected, and null for the rest. */
const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, info) =>
  completed(property(source, info.fieldName), info.returnType, {
    path: responsePathAsArray(info.path),
    parentTypeName: info.parentType.name,
  });

const answered = (args: Parameters<typeof executeSync>[0]): unknown => {
  const { data = null, errors = [] } = executeSync(args);
  return errors.length === 0 ? { data } : { data, errors: errors.map(executionError) };
};
