import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../infra/bundle.ts';
import { addCodeCache, lambdaFlags } from '../../infra/code-cache.ts';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
const flags = lambdaFlags(512);
const cache = `${process.version}-${process.arch}.cache`;
let directory: string;

beforeAll(async () => {
  ({ directory } = await bundle(root, 'rest', folder));
  await addCodeCache(root, directory, { node: process.execPath, flags });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Loads the function in a process of its own; says what V8 thought of the cache, and what the function exports. */
const load = (withFlags: readonly string[]): string => {
  const script = `
    const vm = require('node:vm');
    const said = [];
    const Script = class extends vm.Script {
      constructor(...settings) { super(...settings); said.push(this.cachedDataRejected ?? 'no cache'); }
    };
    Object.defineProperty(vm, 'Script', { value: Script });
    said.push(typeof require(${JSON.stringify(directory)}).handler);
    console.log(said.join());`;
  const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', AWS_REGION: 'us-east-1', TABLE_NAME: 'test' };
  return execFileSync(process.execPath, [...withFlags, '-e', script], { env, encoding: 'utf8' }).trim();
};

describe('the code cache of a bundle', () => {
  it('lies beside the bundle, under the name of the one Node.js that may take it', () => {
    expect(readdirSync(directory).sort()).toEqual(['bundle.js', 'index.js', 'package.json', cache].sort());
  });

  it('is taken by the Node.js and the flags that it was made for', () => {
    expect(load(flags)).toBe('false,function');
  });

  it('is refused under other flags, to no harm', () => {
    expect(load([...flags, '--stack-size=900'])).toBe('true,function');
  });

  it('may be missing, as it is for every other Node.js', () => {
    rmSync(join(directory, cache));
    expect(load(flags)).toBe('no cache,function');
  });

  it('goes with the next build', async () => {
    await bundle(root, 'rest', folder);
    expect(readdirSync(directory).sort()).toEqual(['index.js', 'package.json']);
  });
});
