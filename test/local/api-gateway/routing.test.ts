import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { GatewayRoute } from '../../../src/local/api-gateway/resources.ts';
import { idOfTheHeader, json, missingToken, startGateway, user, verdict } from './start.ts';

/** Which route answers, and what it learns of the path. */
const startEcho = (routes?: readonly GatewayRoute[]) =>
  startGateway({
    handler: async ({ httpMethod, resource, path, pathParameters, requestContext }: APIGatewayProxyEvent) => ({
      body: JSON.stringify([`${httpMethod} ${resource}`, path, pathParameters, requestContext.path]),
    }),
    ...(routes === undefined ? {} : { routes }),
  });

describe('routing', () => {
  it.each([
    ['/test/products', 'GET /products', '/products', null],
    ['/test/products/', 'GET /products', '/products/', null],
    ['/test//products', 'GET /products', '/products', null],
    ['/test///products/', 'GET /products', '/products/', null],
    ['/test/products/7', 'GET /products/{id}', '/products/7', { id: '7' }],
    ['/test/products/7/', 'GET /products/{id}', '/products/7/', { id: '7' }],
    ['/test/products/a%2Fb%20c+d', 'GET /products/{id}', '/products/a%2Fb%20c+d', { id: 'a%2Fb%20c+d' }],
    ['/test/products/%zz', 'GET /products/{id}', '/products/%zz', { id: '%zz' }],
  ])('sends %s to %s', async (target, route, path, parameters) => {
    expect(json(await startEcho()({ target }))).toEqual([route, path, parameters, target]);
  });

  it.each([
    ['an unknown resource', 'GET', '/test/orders'],
    ['the root', 'GET', '/test/'],
    ['the stage alone', 'GET', '/test'],
    ['a longer path', 'GET', '/test/products/7/price'],
    ['an empty segment', 'GET', '/test/products//'],
    ['a segment of which letters are encoded', 'GET', '/test/%70roducts'],
    ['another case', 'GET', '/test/Products'],
    ['an unknown method', 'PATCH', '/test/products'],
    ['a method of another resource', 'DELETE', '/test/products'],
    ['HEAD, which GET does not bring with it', 'HEAD', '/test/products'],
    ['OPTIONS, as there is no CORS', 'OPTIONS', '/test/products'],
  ])('has no token for %s', async (_, method, target) => {
    expect(verdict(await startGateway()({ method, target }))).toEqual(missingToken);
    expect(verdict(await startGateway()({ method, target, caller: null }))).toEqual(missingToken);
  });

  it.each(['/', '', '/prod/products', '/products', '//test/products', '/tests/products', '*'])(
    'knows no stage in %j',
    async (target) => {
      const expected = { status: 403, type: 'ForbiddenException', body: { message: 'Forbidden' } };
      expect(verdict(await startGateway()({ target }))).toEqual(expected);
    },
  );

  it('complains of an Authorization header that it cannot read before it says that there is no such route', async () => {
    const response = await startGateway()({ target: '/test/orders', headers: [['authorization', 'Bearer x']] });
    const body = { message: "No: 'Bearer x'.", requestId: idOfTheHeader };
    expect(verdict(response)).toEqual({ status: 403, type: 'IncompleteSignatureException', body });
  });

  it('takes the method from X-HTTP-Method-Override', async () => {
    const headers = [['x-http-method-override', 'PUT']] as const;
    expect(json(await startEcho()({ method: 'POST', target: '/test/products/7', headers }))[0]).toBe(
      'PUT /products/{id}',
    );
  });

  it('prefers a fixed segment to a parameter, before it looks at the method', async () => {
    const send = startEcho([
      { method: 'GET', resource: '/{kind}/{id}' },
      { method: 'GET', resource: '/products/{id}' },
      { method: 'POST', resource: '/products/{id}' },
      { method: 'GET', resource: '/products/newest' },
    ]);
    const route = async (target: string) => json(await send({ target }))[0];
    expect(await route('/test/products/newest')).toBe('GET /products/newest');
    expect(await route('/test/products/7')).toBe('GET /products/{id}');
    expect(await route('/test/orders/7')).toBe('GET /{kind}/{id}');
    expect(verdict(await send({ method: 'POST', target: '/test/products/newest' }))).toEqual(missingToken);
  });

  it('says that it serves no greedy parameters', () => {
    expect(() => startGateway({ routes: [{ method: 'GET', resource: '/{proxy+}' }] })).toThrow(
      "The local gateway serves no greedy path parameters: name the segments of '/{proxy+}'.",
    );
  });

  it('asks no handler of a caller that it refuses', async () => {
    let asked = 0;
    const send = startGateway({
      handler: async () => {
        asked += 1;
        return {};
      },
    });
    await send({ caller: null });
    await send({ target: '/test/orders' });
    expect(asked).toBe(0);
    await send({ caller: user });
    expect(asked).toBe(1);
  });
});
