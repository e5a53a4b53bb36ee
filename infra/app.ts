import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { routes } from '../src/adapters/primary/rest/routes.ts';
import { audit } from './audit.ts';
import { bundleAll } from './bundle.ts';
import { CatalogueStack } from './catalogue-stack.ts';
import { settingsOrExit } from './settings-or-exit.ts';

/* What `cdk` runs: one stage, `dev` unless `-c stage=…` says otherwise. */
const root = join(import.meta.dirname, '..');
const text = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

const app = new App();
const settings = settingsOrExit(app.node.getAllContext());
const bundles = await bundleAll(root, join(root, 'dist'));
new CatalogueStack(app, settings, {
  code: {
    rest: Code.fromAsset(bundles.rest.directory),
    graphql: Code.fromAsset(bundles.graphql.directory),
    stream: Code.fromAsset(bundles.stream.directory),
  },
  routes,
  schema: text('schema.graphql'),
  resolver: text('src', 'adapters', 'primary', 'graphql', 'lambda-resolver.js'),
  publishResolver: text('src', 'adapters', 'primary', 'graphql', 'publish-resolver.js'),
});
audit(app, settings);
app.synth();
