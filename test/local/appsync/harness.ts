import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { GraphqlEvent } from '../../../src/adapters/primary/graphql/event.ts';
import { createGraphqlHandler } from '../../../src/adapters/primary/graphql/handler.ts';
import * as lambdaResolver from '../../../src/adapters/primary/graphql/lambda-resolver.js';
import { createAppSync, type AppSyncOptions } from '../../../src/local/appsync/appsync.ts';
import type { Authenticate } from '../../../src/local/authentication.ts';
import { createLambda, type Invoke } from '../../../src/local/lambda.ts';
import type { Principal } from '../../../src/local/principals.ts';
import { headerValues, type RawRequest, type RawResponse } from '../../../src/local/raw-request.ts';
import { lambdaHandler } from '../../../src/main/lambda-handler.ts';
import { memoryApplication } from '../../support/ways-in/application.ts';

const fields = 'arn:aws:appsync:us-east-1:000000000000:apis/api/types/';

const principal = (
  name: string,
  allowed: readonly string[],
  arn = `arn:aws:iam::000000000000:user/${name}`,
): Principal => ({
  name,
  accessKeyId: `AKIA${name}`,
  secretAccessKey: 'secret',
  accountId: '000000000000',
  arn,
  principalId: arn.includes(':assumed-role/') ? `AROAROLE:${name}` : `AIDA${name}`,
  policy: allowed.map((resource) => ({ effect: 'Allow', action: 'appsync:GraphQL', resource: `${fields}${resource}` })),
});

const principals: readonly Principal[] = [
  principal('writer', ['*']),
  principal('session', ['*'], 'arn:aws:sts::000000000000:assumed-role/Writer/session'),
  principal('reader', ['Query/fields/*']),
  principal('lister', ['Query/fields/listProducts']),
  principal('getter', ['Query/fields/getProduct']),
  principal('nobody', []),
];

/** Trusts a header in the place of a signature. */
const authenticate: Authenticate = (request) => {
  const [name] = headerValues(request, 'x-test-principal');
  const found = principals.find((candidate) => candidate.name === name);
  return found ? { principal: found } : { refusal: { type: 'NoCredentials', message: 'No header.' } };
};

const decide: AppSyncOptions['decide'] = ({ policy }, action, resource) =>
  policy.some(
    (statement) =>
      statement.action === action &&
      (statement.resource === resource ||
        (statement.resource.endsWith('*') && resource.startsWith(statement.resource.slice(0, -1)))),
  )
    ? 'allowed'
    : 'noStatement';

const read = (path: string): string => readFileSync(path, 'utf8');
const builtins = read('src/adapters/primary/graphql/appsync-builtins.graphql');

export const invokeOf = <Event>(handler: (event: Event, context: Context) => Promise<unknown>): Invoke =>
  createLambda({ functionName: 'graphql', timeoutMs: 10_000, handler });

export const wireError = z.object({
  path: z.optional(z.nullable(z.array(z.union([z.string(), z.number()])))),
  data: z.optional(z.unknown()),
  errorType: z.optional(z.nullable(z.string())),
  errorInfo: z.optional(z.unknown()),
  locations: z.optional(z.nullable(z.array(z.unknown()))),
  message: z.string(),
});
const body = z.object({ data: z.optional(z.unknown()), errors: z.optional(z.array(wireError)) });

export interface Call {
  readonly as?: string;
  readonly method?: string;
  readonly rawQuery?: string;
  readonly headers?: RawRequest['headers'];
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly data: unknown;
  readonly errors: readonly z.infer<typeof wireError>[];
  readonly raw: RawResponse;
}

export interface Api {
  call(call: Call): Promise<Answer>;
  query(query: string, variables?: Record<string, unknown>, as?: string): Promise<Answer>;
}

const answerOf = (raw: RawResponse): Answer => {
  const { data, errors = [] } = body.parse(raw.body === '' ? {} : JSON.parse(raw.body.toString()));
  const header = (name: string) => raw.headers.find(([key]) => key === name)?.[1];
  return { status: raw.status, header, data, errors, raw };
};

export const startApi = (schema: string, invoke: Invoke, options: Partial<AppSyncOptions> = {}): Api => {
  const { handle } = createAppSync({
    region: 'us-east-1',
    accountId: '000000000000',
    apiId: 'api',
    schema: schema + builtins,
    resolver: lambdaResolver,
    authenticate,
    decide,
    invoke,
    ...options,
  });
  const call = async ({ as = 'writer', method = 'POST', rawQuery = '', headers = [], body: text = '' }: Call) =>
    answerOf(
      await handle({
        method,
        rawPath: '/graphql',
        rawQuery,
        headers: as === '' ? headers : [['X-Test-Principal', as], ...headers],
        body: Buffer.from(text),
        remoteAddress: '127.0.0.1',
        receivedAt: new Date(0),
      }),
    );
  return { call, query: (query, variables, as = 'writer') => call({ as, body: JSON.stringify({ query, variables }) }) };
};

/** The catalogue's own schema, resolver and handler, on the memory adapter. */
export const startProducts = (options: Partial<AppSyncOptions> = {}): Api & { readonly events: unknown[] } => {
  const events: unknown[] = [];
  const handler = lambdaHandler(createGraphqlHandler(memoryApplication().application), () => {});
  const invoke = invokeOf((event: GraphqlEvent, context) => {
    events.push(event);
    return handler(event, context);
  });
  return { ...startApi(read('schema.graphql'), invoke, options), events };
};

/** An API whose fields answer what a table says, as the catalogue's function would wrap it. */
export const startTable = (
  schema: string,
  table: Record<string, unknown>,
  options: Partial<AppSyncOptions> = {},
): Api =>
  startApi(
    schema,
    invokeOf(async ({ fieldName }: { fieldName: string }) => ({ data: table[fieldName] ?? null })),
    options,
  );
