import { functionSettings } from '../../src/local/deployment.ts';
import { startServer } from '../../src/local/server.ts';
import { createCatalogue } from '../../src/main/catalogue.ts';
import { createInvocationTime } from '../../src/main/invocation-time.ts';
import { fastestEngine } from '../support/engines.ts';
import { principalNamed, signedFetch } from '../support/signed-fetch.ts';

describe('the time of an invocation', () => {
  it('is what the local function has left of its time-out, behind both doors', async () => {
    const store = await fastestEngine();
    const time = createInvocationTime();
    const left: number[] = [];
    const environment = { tableName: await store.newTable(), catalogueShards: 1 };
    const application = createCatalogue(environment, store.client, undefined, () => {
      left.push(time.left());
      return time.left();
    });
    const stream = { missing: 'not needed' };
    const server = await startServer({ application, time, stream, root: process.cwd(), port: 0, log: () => {} });
    const writer = principalNamed(server.principals, 'writer');
    await signedFetch(writer, 'execute-api')(`${server.restUrl}/products`, { method: 'GET' });
    const body = JSON.stringify({ query: '{ listProducts { nextToken } }' });
    await signedFetch(writer, 'appsync')(server.graphqlUrl, { method: 'POST', body });
    await server.close();
    await store.close();
    expect(left).toHaveLength(2);
    for (const milliseconds of left) {
      expect(milliseconds).toBeLessThanOrEqual(functionSettings.timeoutMs);
      expect(milliseconds).toBeGreaterThan(functionSettings.timeoutMs - 5_000);
    }
  });
});
