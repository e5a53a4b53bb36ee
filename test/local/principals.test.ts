import { routes } from '../../src/adapters/primary/rest/routes.ts';
import type { Route } from '../../src/adapters/primary/rest/routes.ts';
import { decide, permissionArn } from '../../src/local/policies.ts';
import { localPrincipals } from '../../src/local/principals.ts';
import type { Deployment } from '../../src/local/principals.ts';

const fields = [
  { parentType: 'Query', field: 'getProduct' },
  { parentType: 'Mutation', field: 'deleteProduct' },
];
const deployment: Deployment = {
  region: 'eu-central-1',
  accountId: '000000000000',
  restApiId: 'rest',
  stage: 'local',
  graphqlApiId: 'graph',
  fields,
};

/** Who of the local principals is allowed something. */
const allowed = (action: string, resource: string, changes: Partial<Deployment> = {}): string[] =>
  localPrincipals({ ...deployment, ...changes })
    .filter((principal) => decide(principal, action, resource) === 'allowed')
    .map(({ name }) => name);

const readers = ['writer', 'reader', 'session'];
const writers = ['writer', 'session'];

const routeArn = (call: string): string => `arn:aws:execute-api:eu-central-1:000000000000:rest/local/${call}`;
const fieldArn = (field: string): string => `arn:aws:appsync:eu-central-1:000000000000:apis/graph/types/${field}`;

describe('the local principals', () => {
  it.each([
    ['GET/products', readers],
    ['POST/products', writers],
    ['GET/products/1', readers],
    ['GET/products/a%2Fb', readers],
    ['PUT/products/1', writers],
    ['DELETE/products/1', writers],
    ['PATCH/products/1', []],
    ['GET/orders', []],
    ['get/products', []],
  ])('that may call %s are %j', (call, names) => {
    expect(allowed('execute-api:Invoke', routeArn(call))).toEqual(names);
    expect(allowed('appsync:GraphQL', routeArn(call))).toEqual([]);
  });

  it.each([
    ['Query/fields/getProduct', readers],
    ['Mutation/fields/deleteProduct', writers],
    ['Mutation/fields/getProduct', []],
    ['Query/fields/getProducts', []],
  ])('that may ask for %s are %j', (field, names) => {
    expect(allowed('appsync:GraphQL', fieldArn(field))).toEqual(names);
    expect(allowed('execute-api:Invoke', fieldArn(field))).toEqual([]);
  });

  it.each(routes)('follow the access of $method $resource', ({ method, resource, access }) => {
    const call = `${method}${resource.replace('{id}', '1')}`;
    expect(allowed('execute-api:Invoke', routeArn(call))).toEqual(access === 'read' ? readers : writers);
  });

  it('may do nothing in another account, region, API or stage', () => {
    for (const part of [':eu-central-1:', ':000000000000:', ':rest/', '/local/']) {
      expect(allowed('execute-api:Invoke', routeArn('GET/products').replace(part, part.replace(/\w/, 'x')))).toEqual(
        [],
      );
    }
  });

  it('may do more as soon as there is a further route or field', () => {
    const route: Route = { method: 'PATCH', resource: '/products/{id}', operation: 'patchProduct', access: 'write' };
    const field = { parentType: 'Query', field: 'countProducts' };
    const changes = { routes: [...routes, route], fields: [...fields, field] };
    expect(allowed('execute-api:Invoke', routeArn('PATCH/products/1'), changes)).toEqual(writers);
    expect(allowed('execute-api:Invoke', routeArn('PATCH/products/1'))).toEqual([]);
    expect(allowed('appsync:GraphQL', fieldArn('Query/fields/countProducts'), changes)).toEqual(readers);
    expect(allowed('appsync:GraphQL', fieldArn('Query/fields/countProducts'))).toEqual([]);
  });

  it('have keys of AWS’s shape that say they are none, and one has a session token', () => {
    const principals = localPrincipals(deployment);
    expect(new Set(principals.map(({ accessKeyId }) => accessKeyId)).size).toBe(4);
    for (const { name, accessKeyId, secretAccessKey, sessionToken, arn, principalId } of principals) {
      const isSession = name === 'session';
      expect(accessKeyId).toMatch(isSession ? /^ASIALOCAL[A-Z0-9]{11}$/ : /^AKIALOCAL[A-Z0-9]{11}$/);
      expect(secretAccessKey).toContain('not-a-real-key');
      expect(sessionToken === undefined).toBe(!isSession);
      expect(arn).toMatch(isSession ? /^arn:aws:sts::\d{12}:assumed-role\/ProductsWriter\/laptop$/ : /:user\/\w+$/);
      expect(principalId).toMatch(isSession ? /^AROA[A-Z0-9]{17}:laptop$/ : /^AIDA[A-Z0-9]{17}$/);
    }
  });

  it('are allowed what the ARN of a permission says', () => {
    const permission = { action: 'execute-api:Invoke', resource: 'GET/products/1' } as const;
    expect(permissionArn(deployment, permission)).toBe(routeArn('GET/products/1'));
  });
});
