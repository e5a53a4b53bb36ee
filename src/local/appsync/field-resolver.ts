import * as z from 'zod/mini';
import type { Invoke } from '../lambda.ts';
import type { ResolverContext } from './resolver-context.ts';
import { ResolverError } from './resolver-error.ts';
import { runStep } from './util.ts';

/** A JavaScript resolver, the module as it is deployed. */
export interface Resolver {
  request(ctx: ResolverContext): unknown;
  response(ctx: ResolverContext): unknown;
}

export interface Resolved {
  readonly value: unknown;
  /** Errors beside the value. */
  readonly appended: readonly ResolverError[];
}

// What a resolver asks of a Lambda data source; asynchronous and batched invocations are not served here.
const invocation = z.object({ operation: z.literal('Invoke'), payload: z.optional(z.unknown()) });

// Without a data source the payload is the result ("JavaScript resolver function reference for None data source").
const local = z.object({ payload: z.optional(z.unknown()) });

/** What a resolver stands in front of. */
export type DataSource = (request: unknown) => Promise<Pick<ResolverContext, 'result' | 'error'>>;

/** A function. */
export const lambdaSource =
  (invoke: Invoke): DataSource =>
  async (request) => {
    const asked = invocation.safeParse(request);
    if (!asked.success) {
      throw new ResolverError("The resolver must return {operation: 'Invoke', payload}.", 'MappingTemplate');
    }
    const answer = await invoke(asked.data.payload ?? null);
    return 'error' in answer ? { result: null, error: answer.error } : { result: answer.payload };
  };

/** None. */
export const noSource: DataSource = async (request) => {
  const given = local.safeParse(request);
  if (!given.success) throw new ResolverError('The resolver must return {payload}.', 'MappingTemplate');
  return { result: given.data.payload ?? null };
};

/** Runs the resolver of a top-level field around its source. Throws `ResolverError` in the place of the field. */
export const resolveField = async (
  resolver: Resolver,
  source: DataSource,
  context: ResolverContext,
): Promise<Resolved> => {
  const request = runCode(context, () => resolver.request(context));
  const outcome = await source(request.value);
  const response = runCode(context, () => resolver.response({ ...context, ...outcome }));
  return { value: response.value ?? null, appended: [...request.appended, ...response.appended] };
};

/** Runs a step, with whatever it throws of itself told as AppSync tells a fault in the code of a resolver. */
const runCode = (context: ResolverContext, step: () => unknown): ReturnType<typeof runStep<unknown>> => {
  try {
    return runStep(context.info, step);
  } catch (thrown) {
    if (thrown instanceof ResolverError) throw thrown;
    const codeErrors = [
      { errorType: 'RUNTIME_ERROR', value: thrown instanceof Error ? thrown.message : String(thrown) },
    ];
    throw new ResolverError('Runtime Error', 'Code', null, { codeErrors });
  }
};
