import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'product-catalogue-'));
  for (const part of ['package.json', 'src', 'infra/local', 'infra/sdk']) {
    cpSync(part, join(root, part), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const install = () => symlinkSync(resolve('node_modules'), join(root, 'node_modules'));

/** What `npm start -- <option>` says in the copy. */
const start = (option: string): Promise<{ code: unknown; said: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [join(root, 'infra/local/start.js'), option], (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, said: `${stdout}${stderr}` }),
    );
  });

const bundles = () => readdirSync(join(root, 'dist/local'));

it('starts what it has bundled already, until the sources change', async () => {
  install();
  expect((await start('--help')).said).toMatch(/^Usage: npm start/);
  const [first = '', ...others] = bundles();
  expect(others).toEqual([]);

  writeFileSync(join(root, 'dist/local', first, 'cli.cjs'), 'exports.run = () => console.log("kept");');
  expect((await start('--help')).said).toBe('kept\n');

  appendFileSync(join(root, 'src/local/cli.ts'), '\n');
  expect((await start('--help')).said).toMatch(/^Usage: npm start/);
  expect(bundles()).toHaveLength(1);
  expect(bundles()).not.toEqual([first]);
});

it('names the place where the sources are no TypeScript, and bundles nothing', async () => {
  install();
  appendFileSync(join(root, 'src/local/cli.ts'), 'const = 1;\n');
  const { code, said } = await start('--help');
  expect(code).toBe(1);
  expect(said).toMatch(/src\/local\/cli\.ts:\d+:6/);
  expect(said).not.toContain('    at ');
  expect(() => bundles()).toThrow('ENOENT');
});

it('says in one sentence that the packages are not installed', async () => {
  expect(await start('--help')).toEqual({ code: 1, said: 'The packages are not installed: run `npm ci` first.\n' });
});
