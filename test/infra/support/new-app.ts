import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';

// An app that is not told where to write makes a folder at random, and leaves it there.
const folder = mkdtempSync(join(tmpdir(), 'cdk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let apps = 0;

/** An app for a test: the CDK's own validation and its tree.json cost more than they tell there. */
export const newApp = (context: Record<string, unknown> = {}): App => {
  apps += 1;
  const outdir = join(folder, String(apps));
  return new App({ context, outdir, builtinCloudFormationValidation: false, treeMetadata: false });
};
