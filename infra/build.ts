import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleAll, doorNames } from './bundle.ts';
import { addCodeCache, lambdaFlags } from './code-cache.ts';

/*
 * `npm run build`: writes the bundles to dist/ and says how large they are. With `-- --code-cache`, those of the
 * doors with the code that the Node.js of this process makes of them.
 */
const { values } = parseArgs({ options: { 'code-cache': { type: 'boolean', default: false } } });
const root = join(import.meta.dirname, '..');
const bundles = await bundleAll(root, join(root, 'dist'));
for (const name of values['code-cache'] ? doorNames : []) {
  await addCodeCache(root, bundles[name].directory, { node: process.execPath, flags: lambdaFlags(512) });
}
for (const [name, { directory }] of Object.entries(bundles)) {
  for (const file of readdirSync(directory)) {
    const content = readFileSync(join(directory, file));
    const zipped = gzipSync(content, { level: 9 }).byteLength;
    process.stdout.write(`dist/${name}/${file}  ${content.byteLength} bytes, ${zipped} gzipped\n`);
  }
}
