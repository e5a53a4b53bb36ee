import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { createGraphqlHandler } from '../../../../src/adapters/primary/graphql/handler.ts';
import { publishField } from '../../../../src/adapters/primary/graphql/publish-event.ts';
import { createResolvers } from '../../../../src/adapters/primary/graphql/resolvers.ts';
import { serviceUnavailable } from '../../../../src/domain/errors.ts';
import { graphqlEvent } from '../../../support/graphql-event.ts';
import { memoryApplication } from '../../../support/ways-in/application.ts';

const startDoor = () => {
  const handle = createGraphqlHandler(memoryApplication().application);
  return async (field: string, args: Record<string, unknown>) => (await handle(graphqlEvent(field, args))).response;
};

const read = (path: string): string => readFileSync(path, 'utf8');

describe('the resolvers', () => {
  it('answer exactly the fields of Query and Mutation in the schema, but for that of the event bus', () => {
    const schema = buildSchema(read('schema.graphql') + read('src/adapters/primary/graphql/appsync-builtins.graphql'));
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
    );
    const own = `Mutation.${publishField}`;
    expect(fields).toContain(own);
    const answered = Object.keys(createResolvers(memoryApplication().application));
    expect([...answered, own].sort()).toEqual(fields.sort());
  });

  it('take an explicit null like an absent argument wherever null means nothing', async () => {
    const send = startDoor();
    const input = { name: 'Chair', description: null, idempotencyKey: null };
    const created = await send('Mutation.createProduct', { input });
    expect(created).toMatchObject({ data: { name: 'Chair', description: null } });
    expect(await send('Query.listProducts', { limit: null, nextToken: null })).toMatchObject({
      data: { items: [{ name: 'Chair' }], nextToken: null },
    });
  });

  it('refuse a null name in a change and name the other issues with it', async () => {
    const input = { id: 'x', name: null, description: 'x'.repeat(2001), expectedVersion: 0 };
    expect(await startDoor()('Mutation.updateProduct', { input })).toEqual({
      error: {
        type: 'InvalidInput',
        message: 'The request has invalid input.',
        info: {
          issues: [
            { path: 'input.name', detail: 'must not be null' },
            { path: 'input.description', detail: 'must have at most 2000 characters' },
            { path: 'input.expectedVersion', detail: 'must be a whole number from 1' },
          ],
        },
      },
    });
  });

  it('name offending arguments by their path', async () => {
    const send = startDoor();
    expect(await send('Query.listProducts', { limit: 0, nextToken: '' })).toMatchObject({
      error: { info: { issues: [{ path: 'limit' }, { path: 'nextToken' }] } },
    });
    expect(await send('Mutation.updateProduct', { input: { id: 'x' } })).toMatchObject({
      error: { info: { issues: [{ path: 'input' }] } },
    });
  });

  it('give null, not an error, for a product that there is not', async () => {
    expect(await startDoor()('Query.getProduct', { id: 'x' })).toEqual({ data: null });
  });
});

describe('the GraphQL door', () => {
  it('hides what is behind a fault and keeps it for the log', async () => {
    const { application } = memoryApplication();
    const cause = new Error('secret detail');
    const handle = createGraphqlHandler({ ...application, getProduct: () => Promise.reject(cause) });
    expect(await handle(graphqlEvent('Query.getProduct', { id: 'x' }))).toEqual({
      operation: 'getProduct',
      principal: 'arn:aws:iam::000000000000:user/writer',
      code: 'INTERNAL',
      cause,
      response: { error: { type: 'InternalError', message: 'Something went wrong on our side.', info: null } },
    });
  });

  it('keeps what is behind an unavailable store for the log', async () => {
    const { application } = memoryApplication();
    const cause = new Error('socket hang up');
    const handle = createGraphqlHandler({
      ...application,
      listProducts: () => Promise.reject(serviceUnavailable(cause)),
    });
    expect(await handle(graphqlEvent('Query.listProducts', {}))).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      cause,
      response: { error: { type: 'ServiceUnavailable', info: null } },
    });
  });

  it.each(['Query.missing', 'Query.toString', 'Query.__proto__', 'Subscription.onProduct'])(
    'reports %s as a fault of the deployment',
    async (field) => {
      const handle = createGraphqlHandler(memoryApplication().application);
      const { code, cause } = await handle(graphqlEvent(field, {}));
      expect(code).toBe('INTERNAL');
      expect(String(cause)).toContain(field);
    },
  );

  it('knows callers of other authorization modes', async () => {
    const handle = createGraphqlHandler(memoryApplication().application);
    const principalOf = async (identity: unknown) =>
      (await handle({ ...graphqlEvent('Query.listProducts', {}), identity })).principal;
    expect(await principalOf({ issuer: 'https://idp', sub: 'user-1', claims: {} })).toBe('https://idp/user-1');
    expect(await principalOf({ resolverContext: { principalId: 'user-1' } })).toBe('authorizer/user-1');
    expect(await principalOf(null)).toBe('anonymous');
  });
});
