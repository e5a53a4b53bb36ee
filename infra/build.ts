import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleAll } from './bundle.ts';

/* `npm run build`: writes the bundles to dist/ and says how large they are. */
const root = join(import.meta.dirname, '..');
const bundles = await bundleAll(root, join(root, 'dist'));
for (const [name, { directory }] of Object.entries(bundles)) {
  for (const file of readdirSync(directory)) {
    const content = readFileSync(join(directory, file));
    const zipped = gzipSync(content, { level: 9 }).byteLength;
    process.stdout.write(`dist/${name}/${file}  ${content.byteLength} bytes, ${zipped} gzipped\n`);
  }
}
