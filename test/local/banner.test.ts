import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { banner, calls, feedLine } from '../../src/local/banner.ts';
import { curlSigns } from '../support/curl.ts';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startTestServer, type TestServer } from '../support/local-server.ts';

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

describe('the welcome', () => {
  it('holds every call, and names both addresses and all keys', () => {
    const text = banner(server, { store: 'memory', feed: feedLine({ missing: 'the wrong engine' }, '') }, 5);
    for (const call of calls(server)) expect(text).toContain(call);
    for (const { accessKeyId, secretAccessKey } of server.principals) {
      expect(text).toContain(`${accessKeyId}:${secretAccessKey}`);
    }
    expect(text).toContain(server.graphqlUrl);
    expect(text).toContain('Feed     none: the wrong engine');
    expect(text).toContain('Not emulated');
  });

  (curlSigns() ? it : it.skip)('shows calls that a shell runs as they stand', async () => {
    const [create = '', list = '', query = ''] = calls(server);
    const run = async (call: string): Promise<unknown> =>
      JSON.parse((await promisify(exec)(`${call} --silent`)).stdout);
    const created = await run(create);
    expect(created).toMatchObject({ name: 'Chair', description: 'Oak' });
    expect(await run(list)).toEqual({ products: [created], nextToken: null });
    expect(await run(query)).toMatchObject({ data: { listProducts: { items: [{ name: 'Chair', version: 1 }] } } });
  });
});
