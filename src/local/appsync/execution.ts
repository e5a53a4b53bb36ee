import {
  execute,
  responsePathAsArray,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { property } from '../record.ts';
import { completed } from './completion.ts';
import { resolveField, type DataSource, type Resolver } from './field-resolver.ts';
import { resolverContext, type Caller } from './resolver-context.ts';
import { notAuthorized, ResolverError } from './resolver-error.ts';
import { selectedOf } from './selections.ts';
import { executionError, resolverError, type WireError } from './wire-error.ts';

export interface Execution {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly caller: Caller;
  readonly mayAccess: (parentTypeName: string, fieldName: string) => boolean;
}

export interface ExecutionOptions {
  readonly schema: GraphQLSchema;
  /** The resolver of a top-level field, and what it stands in front of. */
  readonly resolverOf: (parentTypeName: string, fieldName: string) => readonly [Resolver, DataSource];
  /** Told of what each mutation has selected of its result: subscribers are given no more. */
  readonly onMutation: (fieldName: string, selected: unknown) => void;
  /** How many levels of fields a request may have; 0 is no limit. */
  readonly queryDepthLimit: number;
  /** How many resolvers a request may run. */
  readonly resolverCountLimit: number;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs: number;
}

export interface Executed {
  readonly data: unknown;
  readonly errors?: readonly WireError[];
}

/** What one execution keeps between its fields. */
interface Running extends Execution {
  readonly appended: WireError[];
  readonly timeLimit: TimeLimit;
  resolverCount: number;
}

/** Executes operations: top-level fields by the resolver, one after the other in a mutation, the others by name. */
export const createExecutor = (options: ExecutionOptions): ((execution: Execution) => Promise<Executed>) => {
  const fieldResolver: GraphQLFieldResolver<unknown, Running> = (source, args, running, info) => {
    const path = responsePathAsArray(info.path);
    const depth = path.filter((key) => typeof key === 'string').length;
    if (options.queryDepthLimit > 0 && depth > options.queryDepthLimit) throw atField(depthLimitReached(), info);
    const place = { path, parentTypeName: info.parentType.name };
    if (info.path.prev !== undefined) return completed(property(source, info.fieldName), info.returnType, place);
    return topLevel(options, args, running, info).then(
      (value) => completed(value, info.returnType, place),
      (thrown: unknown) => {
        throw thrown instanceof ResolverError ? atField(thrown, info) : thrown;
      },
    );
  };

  return async (execution) => {
    const timeLimit = startTimeLimit(options.timeoutMs);
    const running: Running = { ...execution, appended: [], timeLimit, resolverCount: 0 };
    try {
      const { data = null, errors = [] } = await execute({
        schema: options.schema,
        document: execution.document,
        operationName: execution.operationName ?? null,
        variableValues: execution.caller.variables,
        contextValue: running,
        fieldResolver,
      });
      const all = [...running.appended, ...errors.map(executionError)];
      return all.length === 0 ? { data } : { data, errors: all };
    } finally {
      timeLimit.clear();
    }
  };
};

const topLevel = async (
  { resolverOf, onMutation, resolverCountLimit }: ExecutionOptions,
  args: Readonly<Record<string, unknown>>,
  running: Running,
  info: GraphQLResolveInfo,
): Promise<unknown> => {
  const { fieldName, parentType, fieldNodes, path, schema } = info;
  if (!running.mayAccess(parentType.name, fieldName)) throw notAuthorized(fieldName, parentType.name);
  running.resolverCount += 1;
  if (running.resolverCount > resolverCountLimit) throw resolverLimitReached();
  // The next field of a mutation would begin after the time is over.
  if (running.timeLimit.isOver()) throw timedOut();
  const context = resolverContext(args, running.caller, info);
  const resolved = resolveField(...resolverOf(parentType.name, fieldName), context);
  const { value, appended } = await Promise.race([resolved, running.timeLimit.reached]);
  const errorsAt = (error: ResolverError) => resolverError(atField(error, info, 1), responsePathAsArray(path));
  running.appended.push(...appended.map(errorsAt));
  if (parentType === schema.getMutationType()) onMutation(fieldName, selectedOf(value, fieldNodes, info));
  return value;
};

/** "Built-in utilities" in the developer guide: of an error's data the caller gets what its field selects. */
const atField = (
  { message, errorType, data, errorInfo }: ResolverError,
  info: GraphQLResolveInfo,
  maxLocations = Infinity,
): ResolverError => {
  const { fieldNodes } = info;
  const locations = fieldNodes.slice(0, maxLocations).flatMap(({ loc }) => loc?.startToken ?? []);
  return new ResolverError(message, errorType, selectedOf(data, fieldNodes, info), errorInfo, locations);
};

interface TimeLimit {
  /** Rejects when it is. */
  readonly reached: Promise<never>;
  isOver(): boolean;
  clear(): void;
}

const startTimeLimit = (milliseconds: number): TimeLimit => {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isOver = true;
      reject(timedOut());
    }, milliseconds);
  });
  // Nobody may be waiting for it any more when it rejects.
  reached.catch(() => {});
  return { reached, isOver: () => isOver, clear: () => clearTimeout(timer) };
};

const timedOut = (): ResolverError => new ResolverError('Execution timed out.', 'ExecutionTimeout');

const depthLimitReached = (): ResolverError =>
  new ResolverError('Query depth limit reached.', 'QueryDepthLimitReached');

const resolverLimitReached = (): ResolverError =>
  new ResolverError('Resolver execution limit reached.', 'ResolverExecutionLimitReached');
