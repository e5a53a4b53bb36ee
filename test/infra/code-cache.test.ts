import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { lambdaFlags } from '../../infra/code-cache.ts';
import { readSettings } from '../../infra/settings.ts';
import { readSources } from '../../infra/sources.ts';
import { resourcesOf, type Synthesis, synthesise } from './support/synthesis.ts';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
const flags = lambdaFlags(1024);
const cache = `${process.version}-${process.arch}.cache`;
const handlers: Record<string, unknown> = {};
/** What Lambda gets of each function, by the beginning of its name. */
const assets: Record<string, string> = {};

beforeAll(async () => {
  // A flag that V8 compares, and Lambda does not set.
  process.env['NODE_OPTIONS'] = '--stack-trace-limit=50';
  // The Node.js of this process makes the cache, under the name of one that may.
  const node = { version: 'v24.0.0', platform: 'linux', arch: 'arm64' };
  const settings = readSettings({ memoryMb: '1024', codeCache: 'true' }, node);
  const synthesis = synthesise({ memoryMb: '1024' }, await readSources(root, folder, settings));
  const assembly = assemblyOf(synthesis);
  for (const { id, properties } of resourcesOf(synthesis, 'AWS::Lambda::Function')) {
    const name = id.replace(/Function.*/, '');
    handlers[name] = properties['Handler'];
    assets[name] = join(assembly, `asset.${String(Object(properties['Code']).S3Key).replace('.zip', '')}`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const assemblyOf = ({ stack }: Synthesis): string => Stage.of(stack)?.assetOutdir ?? '';

/** Loads the function in a process of its own; says what V8 thought of the cache, and what the function exports. */
const load = (name: string, withFlags: readonly string[]): string => {
  const script = `
    const vm = require('node:vm');
    const said = [];
    const Script = class extends vm.Script {
      constructor(...settings) { super(...settings); said.push(this.cachedDataRejected ?? 'no cache'); }
    };
    Object.defineProperty(vm, 'Script', { value: Script });
    said.push(typeof require(${JSON.stringify(assets[name])}).handler);
    console.log(said.join());`;
  const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', AWS_REGION: 'us-east-1', TABLE_NAME: 'test' };
  return execFileSync(process.execPath, [...withFlags, '-e', script], { env, encoding: 'utf8' }).trim();
};

const fileOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');

describe.each([
  ['Rest', 'rest'],
  ['Graphql', 'graphql'],
])('a stage with code caches: %s', (name, bundle) => {
  it('deploys the bundle, the cache under the name of the one Node.js that may take it, and what loads them', () => {
    const directory = assets[name] ?? '';
    expect(readdirSync(directory).sort()).toEqual(['bundle.js', 'index.js', 'package.json', cache].sort());
    expect(fileOf(directory, 'bundle.js')).toBe(fileOf(folder, bundle, 'index.js'));
    expect(handlers[name]).toBe('index.handler');
    expect(fileOf(directory, 'index.js')).toBe(fileOf(root, 'infra', 'code-cache', 'loader.cjs'));
  });

  it('has a cache that the Node.js and the flags of its memory take', () => {
    expect(load(name, flags)).toBe('false,function');
  });
});

describe('a code cache', () => {
  it('is refused under other flags, to no harm', () => {
    expect(load('Rest', [...flags, '--stack-size=900'])).toBe('true,function');
  });

  it('is refused under the flags of another memory, by Node.js 22 and before', () => {
    const refused = Number.parseInt(process.versions.node, 10) <= 22;
    expect(load('Rest', lambdaFlags(512))).toBe(`${refused},function`);
  });

  it('may be missing, as it is for every other Node.js', () => {
    rmSync(join(assets['Rest'] ?? '', cache));
    expect(load('Rest', flags)).toBe('no cache,function');
  });

  it('is not made for the function on the stream, which nobody waits for', () => {
    expect(readdirSync(assets['Stream'] ?? '').sort()).toEqual(['index.js', 'package.json']);
  });
});
