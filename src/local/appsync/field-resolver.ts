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

/** Runs the resolver of a top-level field around the function. Throws `ResolverError` in the place of the field. */
export const resolveField = async (resolver: Resolver, invoke: Invoke, context: ResolverContext): Promise<Resolved> => {
  const request = runCode(context, () => resolver.request(context));
  const asked = invocation.safeParse(request.value);
  if (!asked.success) {
    throw new ResolverError("The resolver must return {operation: 'Invoke', payload}.", 'MappingTemplate');
  }
  const answer = await invoke(asked.data.payload ?? null);
  const outcome = 'error' in answer ? { result: null, error: answer.error } : { result: answer.payload };
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
