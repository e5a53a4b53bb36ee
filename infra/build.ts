import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleAll } from './bundle.ts';

/* `npm run build`: writes the bundles to dist/ and says how large they are. */
const root = join(import.meta.dirname, '..');
const bundles = await bundleAll(root, join(root, 'dist'));
for (const [name, { directory, bytes }] of Object.entries(bundles)) {
  const zipped = gzipSync(readFileSync(join(directory, 'index.js')), { level: 9 }).byteLength;
  process.stdout.write(`dist/${name}/index.js  ${bytes} bytes, ${zipped} gzipped; contents in dist/${name}.cdx.json\n`);
}
