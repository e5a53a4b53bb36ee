import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { routes } from '../src/adapters/primary/rest/routes.ts';
import type { Sources } from './catalogue-stack.ts';
import { functionFolders } from './function-folders.ts';
import type { Settings } from './settings.ts';

/** What a stage is built from, of the project in the folder `root`; its functions are bundled into `output`. */
export const readSources = async (root: string, output: string, settings: Settings): Promise<Sources> => {
  const text = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
  const folders = await functionFolders(root, output, settings);
  return {
    code: {
      rest: Code.fromAsset(folders.rest),
      graphql: Code.fromAsset(folders.graphql),
      stream: Code.fromAsset(folders.stream),
    },
    routes,
    schema: text('schema.graphql'),
    resolver: text('src', 'adapters', 'primary', 'graphql', 'lambda-resolver.js'),
    publishResolver: text('src', 'adapters', 'primary', 'graphql', 'publish-resolver.js'),
  };
};
