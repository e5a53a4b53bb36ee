import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

it('starts what it has bundled already, until the sources change', async () => {
  install();
  mkdirSync(join(root, 'dist/local/of-other-sources'), { recursive: true });
  expect((await start('--help')).said).toMatch(/^Usage: npm start/);
  const [folder = '', ...others] = readdirSync(join(root, 'dist/local'));
  expect(others).toEqual([]);

  writeFileSync(join(root, 'dist/local', folder, 'cli.cjs'), 'exports.run = () => console.log("kept");');
  expect(await start('--help')).toEqual({ code: 0, said: 'kept\n' });

  appendFileSync(join(root, 'src/local/cli.ts'), 'const = 1;\n');
  const { code, said } = await start('--help');
  expect(code).toBe(1);
  expect(said).toMatch(/src\/local\/cli\.ts:\d+:6/);
  expect(said).not.toContain('    at ');
  expect(readdirSync(join(root, 'dist/local'))).toEqual([folder]);
});

it('leaves what another start bundles at the same moment', async () => {
  install();
  const program = `
    import { statSync } from 'node:fs';
    import { bundledServer } from './infra/local/bundled-server.js';
    const folders = [1, 2].map(async () => statSync(await bundledServer(process.cwd())).ino);
    const [one, other] = await Promise.all(folders);
    console.log(one === other);`;
  const said = await new Promise((done) => {
    execFile(process.execPath, ['--input-type=module', '--eval', program], { cwd: root }, (_, stdout, stderr) =>
      done(`${stdout}${stderr}`),
    );
  });
  expect(said).toBe('true\n');
});

it('says in one sentence that the packages are not installed', async () => {
  expect(await start('--help')).toEqual({ code: 1, said: 'The packages are not installed: run `npm ci` first.\n' });
});
