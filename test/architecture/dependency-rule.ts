import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** What the files of a layer may import, their own layer apart: path prefixes of the project, and packages. */
export interface Layer {
  readonly folder: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const doorFiles = [
  'src/adapters/primary/access.ts',
  'src/adapters/primary/handled.ts',
  'src/adapters/primary/principal.ts',
];

/** The allow-list. The first layer whose folder holds a file is the file's layer. */
export const layers: readonly Layer[] = [
  { folder: 'src/domain/', files: [], packages: [] },
  { folder: 'src/application/', files: ['src/domain/'], packages: [] },
  {
    folder: 'src/adapters/secondary/dynamodb/',
    files: ['src/application/ports/', 'src/domain/'],
    packages: [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/lib-dynamodb',
      '@aws-sdk/util-dynamodb',
      '@smithy/core',
      'node:events',
      'node:stream',
      'zod',
    ],
  },
  {
    folder: 'src/adapters/secondary/eventbridge/',
    files: ['src/application/ports/', 'src/domain/'],
    packages: ['@aws-sdk/client-eventbridge'],
  },
  {
    folder: 'src/adapters/secondary/sqs/',
    files: ['src/application/ports/', 'src/domain/'],
    packages: ['@aws-sdk/client-sqs', 'zod'],
  },
  { folder: 'src/adapters/secondary/memory/', files: ['src/application/ports/', 'src/domain/'], packages: [] },
  {
    folder: 'src/adapters/primary/rest/',
    files: [...doorFiles, 'src/application/', 'src/domain/'],
    packages: ['aws-lambda', 'zod'],
  },
  {
    folder: 'src/adapters/primary/graphql/',
    files: [...doorFiles, 'src/application/', 'src/domain/'],
    packages: ['@aws-appsync/utils', 'zod'],
  },
  {
    folder: 'src/adapters/primary/stream/',
    files: [...doorFiles, 'src/application/', 'src/domain/'],
    packages: ['aws-lambda', 'zod'],
  },
  {
    folder: 'src/adapters/primary/',
    files: ['src/adapters/primary/rest/routes.ts', 'src/adapters/primary/graphql/publish-event.ts', 'src/domain/'],
    packages: [],
  },
  { folder: 'src/main/', files: ['src/adapters/', 'src/application/', 'src/domain/'], packages: ['*'] },
  { folder: 'src/local/', files: ['src/'], packages: ['*'] },
  {
    folder: 'infra/',
    files: [
      'src/adapters/primary/access.ts',
      'src/adapters/primary/graphql/publish-event.ts',
      'src/adapters/primary/rest/gateway-responses.ts',
      'src/adapters/primary/rest/json-body.ts',
      'src/adapters/primary/rest/routes.ts',
      'src/adapters/secondary/dynamodb/table.ts',
      'src/main/environment.ts',
      'src/main/stream-environment.ts',
    ],
    packages: ['*'],
  },
];

/** A file by its path in the project, and what it imports, types included. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
}

export const readSources = (): SourceFile[] =>
  ['src', 'infra']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((path) => /(?<!\.d)\.[jt]s$/.test(path))
    .map((path) => path.replaceAll('\\', '/'))
    .map((path) => ({
      path,
      imports: importsOf(readFileSync(path, 'utf8')),
    }));

/** Everything that a text imports, in whichever form. */
export const importsOf = (text: string): string[] =>
  ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);

/** Every import that the allow-list does not have, every file without a layer and every layer without a file. */
export const violations = (sources: readonly SourceFile[]): string[] => {
  // The folder of a layer may be within that of another, which is empty all the same without files of its own.
  const inhabited = new Set<Layer>();
  const broken = sources.flatMap(({ path, imports }) => {
    const layer = layers.find(({ folder }) => path.startsWith(folder));
    if (layer === undefined) return [`${path} is in no layer`];
    inhabited.add(layer);
    return imports.filter((name) => !isAllowed(layer, path, name)).map((name) => `${path} imports ${name}`);
  });
  const empty = layers.filter((layer) => !inhabited.has(layer));
  return [...broken, ...empty.map(({ folder }) => `${folder} is empty`)];
};

const isAllowed = (layer: Layer, path: string, name: string): boolean => {
  if (name.startsWith('.')) {
    const target = normalize(join(dirname(path), name)).replaceAll('\\', '/');
    return [layer.folder, ...layer.files].some((prefix) => target.startsWith(prefix));
  }
  return layer.packages.some((allowed) => allowed === '*' || name === allowed || name.startsWith(`${allowed}/`));
};
