import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startTestServer, type TestServer } from '../support/local-server.ts';
import { principalNamed, signedFetch } from '../support/signed-fetch.ts';

let store: TestStore;
let server: TestServer;
beforeAll(async () => {
  store = await fastestEngine();
  server = await startTestServer(store);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

describe('a GraphQL request to the local server', () => {
  it('has 25 fields resolved, and no more', async () => {
    const fields = Array.from({ length: 26 }, (_, n) => `f${n}: listProducts { items { id } }`);
    const body = JSON.stringify({ query: `{ ${fields.join(' ')} }` });
    const send = signedFetch(principalNamed(server.principals, 'reader'), 'appsync');
    const response = await send(server.graphqlUrl, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      data: { f0: { items: [] }, f24: { items: [] }, f25: null },
      errors: [{ path: ['f25'], errorType: 'ResolverExecutionLimitReached' }],
    });
  });
});
