import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { audit } from './audit.ts';
import { CatalogueStack } from './catalogue-stack.ts';
import { settingsOrExit } from './settings-or-exit.ts';
import { readSources } from './sources.ts';

/* What `cdk` runs: one stage, `dev` unless `-c stage=…` says otherwise. */
const root = join(import.meta.dirname, '..');
const app = new App();
const settings = settingsOrExit(app.node.getAllContext());
new CatalogueStack(app, settings, await readSources(root, join(root, 'dist'), settings));
audit(app, settings);
app.synth();
