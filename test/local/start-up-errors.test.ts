import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynoxidePath } from '../../src/local/store/dynoxide.ts';
import { startProcess, type ServerProcess } from '../support/server-process.ts';

const running: ServerProcess[] = [];
const start = (args: readonly string[], env?: Record<string, string>): ServerProcess => {
  const started = startProcess(args, env);
  running.push(started);
  return started;
};
afterEach(() => {
  // One that does not end would keep Jest waiting.
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

const withDynoxide = dynoxidePath() === null ? it.skip : it;

describe('the local server, where it cannot start,', () => {
  it('says in one sentence that the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const server = start(['--port', String(port)]);
    expect(await server.ended).toBe(1);
    taken.close();
    expect(server.output).toEqual({
      stdout: '',
      stderr: `Port ${port} is taken: stop what listens there, or choose another one with --port.\n`,
    });
  });

  withDynoxide('says in one sentence that the folder of the data cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'product-catalogue-'));
    writeFileSync(join(folder, 'file'), '');
    const server = start(['--port', '0', '--data', join(folder, 'file')]);
    expect(await server.ended).toBe(1);
    rmSync(folder, { recursive: true });
    expect(server.output.stdout).toBe('');
    expect(server.output.stderr).toMatch(/^Cannot write to the folder '.*': name another one .*\.\n$/);
  });

  withDynoxide('says in one sentence that the data are none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'product-catalogue-'));
    writeFileSync(join(folder, 'products.sqlite'), 'This is no database.');
    const server = start(['--port', '0', '--data', folder]);
    expect(await server.ended).toBe(1);
    rmSync(folder, { recursive: true });
    expect(server.output).toEqual({
      stdout: '',
      stderr:
        `The embedded DynamoDB did not start on the data in '${folder}' (Database file is encrypted or not a valid ` +
        'SQLite database): move products.sqlite out of that folder, or name another folder after --data.\n',
    });
  });

  it('says in one sentence that the DynamoDB it was pointed to does not answer', async () => {
    const server = start(['--port', '0'], { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' });
    expect(await server.ended).toBe(1);
    expect(server.output.stdout).toBe('');
    expect(server.output.stderr).toMatch(/^The DynamoDB at AWS_ENDPOINT_URL_DYNAMODB .* does not answer .*\.\n$/);
  });
});
