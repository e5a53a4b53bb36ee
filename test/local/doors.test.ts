import type { Principal } from '../../src/local/principals.ts';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startTestServer, type TestServer } from '../support/local-server.ts';
import { principalNamed, signedFetch } from '../support/signed-fetch.ts';

/* Both doors of the running server refuse in AWS's words, and a refusal changes nothing. */

let store: TestStore;
let server: TestServer;
let url: string;
beforeAll(async () => {
  store = await fastestEngine();
  server = await startTestServer(store);
  const created = await rest(as('writer'), 'POST', '', { name: 'Chair' });
  url = `/${JSON.parse(created.body).id}`;
});
afterAll(async () => {
  await server.close();
  await store.close();
});

type Keys = Pick<Principal, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;
interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

const as = (name: string): Keys => principalNamed(server.principals, name);
const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  type: response.headers.get('x-amzn-errortype'),
  body: await response.text(),
});
const initOf = (method: string, body: unknown): RequestInit =>
  body === undefined ? { method } : { method, body: JSON.stringify(body) };
const rest = async (keys: Keys, method: string, path = '', body?: unknown): Promise<Answer> =>
  answerOf(await signedFetch(keys, 'execute-api')(`${server.restUrl}/products${path}`, initOf(method, body)));
const graphql = async (keys: Keys, query: string): Promise<Answer> =>
  answerOf(await signedFetch(keys, 'appsync')(server.graphqlUrl, initOf('POST', { query })));
const list = '{ listProducts { items { name } } }';

/** A signed POST whose parts the test may change after signing. */
const altered = async (
  service: 'execute-api' | 'appsync',
  change: (headers: Headers, body: string) => string,
  signedAt = new Date(),
  body = service === 'appsync' ? JSON.stringify({ query: list }) : '{"name":"Table"}',
): Promise<Answer> => {
  const target = service === 'appsync' ? server.graphqlUrl : `${server.restUrl}/products`;
  const { AwsV4Signer } = await import('aws4fetch');
  const datetime = signedAt.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const signer = new AwsV4Signer({ ...as('writer'), url: target, body, service, region: 'us-east-1', datetime });
  const { headers } = await signer.sign();
  const sent = change(headers, body);
  return answerOf(await fetch(target, { method: 'POST', headers, body: sent }));
};

const strangers = {
  'a wrong access key': () => ({ ...as('writer'), accessKeyId: 'AKIASTRANGER00000000' }),
  'a wrong secret': () => ({ ...as('writer'), secretAccessKey: 'another secret' }),
  'a wrong session token': () => ({ ...as('session'), sessionToken: 'another token' }),
};
const expected = {
  'a wrong access key': ['UnrecognizedClientException', 'The security token included in the request is invalid'],
  'a wrong secret': ['InvalidSignatureException', 'The request signature we calculated does not match'],
  'a wrong session token': ['UnrecognizedClientException', 'The security token included in the request is invalid'],
} as const;

describe.each(['a wrong access key', 'a wrong secret', 'a wrong session token'] as const)('%s', (name) => {
  const [type, text] = expected[name];

  it('is refused by the REST API', async () => {
    const { status, body, type: header } = await rest(strangers[name](), 'GET');
    expect([status, header]).toEqual([403, type]);
    expect(JSON.parse(body).message).toContain(text);
  });

  it('is refused by the GraphQL API', async () => {
    const { status, body, type: header } = await graphql(strangers[name](), list);
    expect([status, header]).toEqual([403, type]);
    expect(JSON.parse(body).errors).toEqual([{ errorType: type, message: expect.stringContaining(text) }]);
  });
});

describe('a session without its token', () => {
  const withoutToken = (): Keys => {
    const { accessKeyId, secretAccessKey } = as('session');
    return { accessKeyId, secretAccessKey };
  };

  it('is refused by the REST API as by a wrong one', async () => {
    const { status, body, type } = await rest(withoutToken(), 'GET');
    expect([status, type]).toEqual([403, 'UnrecognizedClientException']);
    expect(JSON.parse(body).message).toBe('The security token included in the request is invalid');
  });

  it('is refused by the GraphQL API for lack of one', async () => {
    const { status, body, type } = await graphql(withoutToken(), list);
    const errorType = 'MissingAuthenticationTokenException';
    expect([status, type]).toEqual([403, errorType]);
    expect(JSON.parse(body).errors).toEqual([{ errorType, message: 'Request is missing Authentication Token' }]);
  });
});

describe('a GraphQL request', () => {
  it('has 25 fields resolved, and no more', async () => {
    const fields = Array.from({ length: 26 }, (_, n) => `f${n}: listProducts { items { name } }`);
    const { status, body } = await graphql(as('reader'), `{ ${fields.join(' ')} }`);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      data: { f0: { items: [{ name: 'Chair' }] }, f24: { items: [{ name: 'Chair' }] }, f25: null },
      errors: [{ path: ['f25'], errorType: 'ResolverExecutionLimitReached' }],
    });
  });
});

describe.each(['execute-api', 'appsync'] as const)('a request to %s', (service) => {
  const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

  it('goes through as it was signed', async () => {
    expect((await altered(service, (_, body) => body)).status).toBeLessThan(300);
  });

  it('of more than 10 MB is told so, though its signature covers what nobody keeps', async () => {
    const { status } = await altered(service, (_, body) => body, undefined, ' '.repeat(11 * 1024 * 1024));
    expect(status).toBe(413);
  });

  it.each([
    ['an altered body', (_: Headers, body: string) => `${body} `, undefined, 'does not match'],
    ['an old date', (_: Headers, body: string) => body, minutes(-6), 'Signature expired: '],
    ['a future date', (_: Headers, body: string) => body, minutes(6), 'Signature not yet current: '],
  ])('with %s is refused', async (_, change, signedAt, text) => {
    const { status, type, body } = await altered(service, change, signedAt);
    expect([status, type]).toEqual([403, 'InvalidSignatureException']);
    expect(body).toContain(text);
  });

  it('without a signature is refused', async () => {
    const target = service === 'appsync' ? server.graphqlUrl : `${server.restUrl}/products`;
    const response = await fetch(target, { method: 'POST', body: '{}' });
    const { status, body } = await answerOf(response);
    if (service === 'appsync') {
      expect(status).toBe(401);
      expect(JSON.parse(body).errors[0].message).toBe('Valid authorization header not provided.');
    } else {
      expect(status).toBe(403);
      expect(JSON.parse(body)).toEqual({
        message: 'Missing Authentication Token',
        requestId: response.headers.get('x-amzn-requestid'),
      });
    }
  });

  it('signed for the other service is refused', async () => {
    const other = service === 'appsync' ? 'execute-api' : 'appsync';
    const target = service === 'appsync' ? server.graphqlUrl : `${server.restUrl}/products`;
    const { status, body } = await answerOf(await signedFetch(as('writer'), other)(target, initOf('POST', {})));
    expect(status).toBe(403);
    expect(body).toContain(`Credential should be scoped to correct service: '${service}'.`);
  });
});

describe('the policies', () => {
  it('let reader read and nothing else', async () => {
    expect((await rest(as('reader'), 'GET')).status).toBe(200);
    expect((await rest(as('reader'), 'GET', url)).status).toBe(200);
    const denied = await rest(as('reader'), 'DELETE', url);
    expect([denied.status, denied.type]).toEqual([403, 'AccessDeniedException']);
    expect(JSON.parse(denied.body).Message).toContain(
      'User: arn:aws:iam::000000000000:user/reader is not authorized to perform: execute-api:Invoke on resource: ' +
        `arn:aws:execute-api:us-east-1:********0000:local0rest/local/DELETE/products${url}`,
    );
    expect((await rest(as('reader'), 'GET', url)).status).toBe(200);

    expect(JSON.parse((await graphql(as('reader'), list)).body).data.listProducts.items).toHaveLength(2);
    const mutation = `mutation { deleteProduct(input: { id: "${url.slice(1)}" }) { id } }`;
    const refused = await graphql(as('reader'), mutation);
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.body).errors[0]).toMatchObject({ errorType: 'UnauthorizedException' });
    expect((await rest(as('reader'), 'GET', url)).status).toBe(200);
  });

  it('let nobody do nothing', async () => {
    expect((await rest(as('nobody'), 'GET')).status).toBe(403);
    const { status, body } = await graphql(as('nobody'), list);
    expect(status).toBe(401);
    expect(JSON.parse(body).errors).toEqual([{ errorType: 'UnauthorizedException', message: 'Permission denied' }]);
  });

  it('let a session of the role do what writer may', async () => {
    expect((await rest(as('session'), 'POST', '', { name: 'Bench' })).status).toBe(201);
  });
});

describe('every answer', () => {
  it('has a date, so that clients with a wrong clock can correct it', async () => {
    for (const target of [server.graphqlUrl, `${server.restUrl}/products`, `${server.restUrl}/nowhere`]) {
      expect((await fetch(target)).headers.get('date')).toMatch(/GMT$/);
    }
  });
});

describe('the log', () => {
  it('tells who called, over both doors, and nothing of keys, tokens or products', async () => {
    await rest(as('session'), 'POST', '', { name: 'a marked name', description: 'a marked description' });
    await graphql(as('session'), list);
    const role = 'arn:aws:sts::000000000000:assumed-role/ProductsWriter';
    expect(server.lines.slice(-2)).toMatchObject([
      { operation: 'createProduct', principal: role, code: 'OK' },
      { operation: 'listProducts', principal: role, code: 'OK' },
    ]);
    expect(JSON.stringify(server.lines)).not.toMatch(/marked|secret|token|ASIA|AKIA|Signature/);
  });
});
