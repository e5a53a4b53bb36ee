import { AsyncLocalStorage } from 'node:async_hooks';
import { util } from '@aws-appsync/utils';
import { notAuthorized, ResolverError } from './resolver-error.ts';

/** The field whose resolver runs, and the errors that it appends without stopping. */
interface Running {
  readonly fieldName: string;
  readonly parentTypeName: string;
  readonly appended: ResolverError[];
}

const running = new AsyncLocalStorage<Running>();

const runningResolver = (): Running => {
  const resolver = running.getStore();
  if (resolver === undefined) throw new Error('util works only inside a resolver that the local AppSync runs.');
  return resolver;
};

const helpers = {
  error: (message: string, type?: string, data?: unknown, info?: unknown): never => {
    throw new ResolverError(message, type, data, info);
  },
  appendError: (message: string, type?: string, data?: unknown, info?: unknown): void => {
    runningResolver().appended.push(new ResolverError(message, type, data, info));
  },
  unauthorized: (): never => {
    const { fieldName, parentTypeName } = runningResolver();
    throw notAuthorized(fieldName, parentTypeName);
  },
  authType: (): string => 'IAM Authorization',
};

// Anything else that AppSync has would be `undefined` here, and calling that says nothing to whoever reads it.
const missing = new Proxy(
  {},
  {
    get: (_, name) => {
      if (typeof name === 'symbol') return undefined;
      throw new Error(`The local AppSync has no util.${name}: add it to src/local/appsync/util.ts.`);
    },
  },
);

/**
 * Fills the `util` that resolvers import: the npm package holds types only, its functions exist on AppSync alone.
 * "Built-in utilities" in the developer guide says what each does.
 */
export const provideUtil = (): void => {
  Object.setPrototypeOf(Object.assign(util, helpers), missing);
};

/** Runs one step of a resolver; resolvers cannot be asynchronous, so what it appends belongs to it. */
export const runStep = <T>(
  field: Omit<Running, 'appended'>,
  step: () => T,
): { value: T; appended: ResolverError[] } => {
  const appended: ResolverError[] = [];
  return { value: running.run({ ...field, appended }, step), appended };
};
