import { existsSync, mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynoxidePath } from '../../src/local/store/dynoxide.ts';
import { addressOf, childrenOf, startProcess, type ServerProcess } from '../support/server-process.ts';
import { signedFetch } from '../support/signed-fetch.ts';
import { until } from '../support/until.ts';

const running: ServerProcess[] = [];
const start = (args: readonly string[], env?: Record<string, string>, cwd?: string): ServerProcess => {
  const started = startProcess(args, env, cwd);
  running.push(started);
  return started;
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'product-catalogue-'));
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

const writer = async (server: ServerProcess) => {
  const { rest, principals } = await addressOf(server);
  const keys = principals['writer'];
  if (keys === undefined) throw new Error('There is no writer.');
  const send = signedFetch(keys, 'execute-api');
  return {
    create: async (name: string): Promise<number> =>
      (await send(`${rest}/products`, { method: 'POST', body: JSON.stringify({ name }) })).status,
    names: async (): Promise<string[]> => {
      const { products } = JSON.parse(await (await send(`${rest}/products?pageSize=100`)).text());
      return products.map(({ name }: { name: string }) => name).sort();
    },
  };
};

/** Behind the shell that guards it. */
const dynoxideOf = ({ child }: ServerProcess): number => {
  const [dynoxide, ...others] = childrenOf(child.pid).flatMap(childrenOf);
  if (dynoxide === undefined || others.length > 0) throw new Error('There is no dynoxide, or more than one.');
  return dynoxide;
};

const withDynoxide = dynoxidePath() === null ? it.skip : it;

describe('the local server, as a process,', () => {
  it('serves, and ends cleanly on Ctrl-C without a word of complaint', async () => {
    const server = start(['--port', '0', '--json']);
    const client = await writer(server);
    expect(await client.create('Chair')).toBe(201);
    server.child.kill('SIGINT');
    expect(await server.ended).toBe(0);
    expect(server.output.stderr).toBe('');
    expect(server.output.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('serves on when nobody reads its reports any more', async () => {
    const server = start(['--port', '0']);
    await until(() => server.output.stdout.includes('Ctrl-C stops it.'), 'The welcome');
    const [url = ''] = /http:\S+\/products/.exec(server.output.stdout) ?? [];
    server.child.stdout?.destroy();
    for (const _ of [1, 2, 3]) expect((await fetch(url)).status).toBe(403);
    server.child.kill('SIGINT');
    expect(await server.ended).toBe(0);
    expect(server.output.stderr).toBe('');
  });

  withDynoxide('keeps what it acknowledged under --data through a kill -9', async () => {
    const first = start(['--port', '0', '--json', '--data', folder]);
    const client = await writer(first);
    for (const name of ['Chair', 'Table']) expect(await client.create(name)).toBe(201);
    first.child.kill('SIGKILL');
    await first.ended;
    const again = await writer(start(['--port', '0', '--json', '--data', folder]));
    expect(await again.names()).toEqual(['Chair', 'Table']);
  });

  withDynoxide('finds dynoxide from whichever folder it is started', async () => {
    const client = await writer(start(['--port', '0', '--json', '--data', 'data'], {}, folder));
    expect(await client.create('Chair')).toBe(201);
    expect(existsSync(join(folder, 'data', 'products.sqlite'))).toBe(true);
  });

  withDynoxide('leaves no process behind, however it ends', async () => {
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const server = start(['--port', '0', '--json']);
      await server.firstLine;
      const dynoxide = dynoxideOf(server);
      server.child.kill(signal);
      await server.ended;
      await until(() => !existsSync(`/proc/${dynoxide}`), 'The end of dynoxide');
    }
  });

  withDynoxide('ends with an error when its DynamoDB does', async () => {
    const server = start(['--port', '0', '--json']);
    const client = await writer(server);
    expect(await client.create('Chair')).toBe(201);
    process.kill(dynoxideOf(server), 'SIGKILL');
    expect(await server.ended).toBe(1);
    expect(server.output.stderr).toBe(
      'The embedded DynamoDB has ended without being told to: start the server again.\n',
    );
  });

  it.each(['config', 'credentials'])('reads nothing of the AWS settings in the home folder: %s', async (file) => {
    mkdirSync(join(folder, '.aws'));
    // The SDK refuses this next to the address of a DynamoDB, and would read it from either file.
    writeFileSync(join(folder, '.aws', file), '[default]\nuse_dualstack_endpoint = true\n');
    const client = await writer(start(['--port', '0', '--json'], { HOME: folder }));
    expect(await client.create('Chair')).toBe(201);
  });
});
