import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Bundle, bundle, bundleAll, type BundleName, bundleNames } from '../../infra/bundle.ts';
import { functionFolders } from '../../infra/function-folders.ts';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
let bundles: Record<BundleName, Bundle>;
beforeAll(async () => {
  bundles = await bundleAll(root, join(folder, 'once'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (directory: string): Map<string, string> =>
  new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(directory.length), readFileSync(path, 'base64')]),
  );

/** The files of which bytes are in a bundle. */
const inside = (name: BundleName): string[] =>
  Object.values(bundles[name].metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );

const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().check(z.regex(/^[\da-f]{128}$/)) })),
    }),
  ),
});

describe('the bundles', () => {
  it('are the same bytes whenever and wherever they are made, and all that a stage without code caches deploys', async () => {
    const again = join(folder, 'twice');
    const folders = await functionFolders(root, again, { stage: 'dev', memoryMb: 512, codeCache: false });
    for (const name of bundleNames) expect(filesOf(folders[name])).toEqual(filesOf(bundles[name].directory));
    writeFileSync(join(folders.rest, 'bundle.js'), 'of an earlier version');
    await bundle(root, 'rest', again);
    const [once, twice] = ['once', 'twice'].map((output) => filesOf(join(folder, output)));
    expect(once?.size).toBe(12);
    expect(twice).toEqual(once);
  });

  it.each(bundleNames)('hold what Lambda runs and no source map: %s', (name) => {
    expect(readdirSync(bundles[name].directory).sort()).toEqual(['index.js', 'package.json']);
    const script = readFileSync(join(bundles[name].directory, 'index.js'), 'utf8');
    expect(script).toContain('handler');
    expect(script).not.toContain('sourceMappingURL');
    expect(script).not.toContain(root);
  });

  it.each<[BundleName, string]>([
    ['rest', 'src/adapters/primary/graphql/'],
    ['graphql', 'src/adapters/primary/rest/'],
    ['stream', 'src/adapters/secondary/dynamodb/'],
  ])('have neither the laptop nor the other door in them: %s', (name, otherDoor) => {
    const files = inside(name);
    expect(files).toContain(`src/main/${name}.lambda.ts`);
    expect(files.filter((path) => path.startsWith('src/local/') || path.startsWith(otherDoor))).toEqual([]);
    expect(files.filter((path) => path.startsWith('src/adapters/secondary/memory'))).toEqual([]);
  });

  it.each(bundleNames)('list in a bill of materials exactly the packages inside: %s', (name) => {
    const { components } = bill.parse(JSON.parse(readFileSync(join(folder, 'once', `${name}.cdx.json`), 'utf8')));
    const packages = inside(name)
      .filter((path) => path.includes('node_modules/'))
      .map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path);
    expect(packages.length).toBeGreaterThan(50);
    expect(components.map((component) => component.name).sort()).toEqual([...new Set(packages)].sort());
    for (const component of components) expect(component.hashes).toHaveLength(1);
    const zod = components.find((component) => component.name === 'zod');
    expect(zod).toMatchObject({ version: '4.6.7', purl: 'pkg:npm/zod@4.6.7' });
  });
});
