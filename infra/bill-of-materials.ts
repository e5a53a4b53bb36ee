import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import * as z from 'zod/mini';

const manifest = z.object({ name: z.string(), version: z.string(), license: z.optional(z.string()) });
const lockFile = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.optional(z.string()) })),
});

/**
 * What is inside a bundle, as CycloneDX JSON (https://cyclonedx.org/docs/1.6/json/): exactly the packages that bytes
 * of the output come from. It has no date and no serial number, so that the same bundle gives the same bytes.
 */
export const billOfMaterials = (root: string, name: string, metafile: Metafile): string => {
  const project = manifest.parse(json(join(root, 'package.json')));
  const lock = lockFile.parse(json(join(root, 'package-lock.json')));
  const components = packagesInside(metafile).map((folder) => {
    const { name: packageName, version, license } = manifest.parse(json(join(root, folder, 'package.json')));
    return {
      type: 'library',
      'bom-ref': `pkg:npm/${packageName}@${version}`,
      name: packageName,
      version,
      purl: `pkg:npm/${packageName.replace('@', '%40')}@${version}`,
      ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
      hashes: hashes(lock.packages[folder]?.integrity),
    };
  });
  const component = { type: 'application', name: `${project.name}-${name}`, version: project.version };
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components }, null, 2)}\n`;
};

/** The folders of the packages that bytes of the output come from, such as `node_modules/zod`. */
const packagesInside = ({ outputs }: Metafile): string[] => {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => {
    const folder = packageFolder(path);
    return folder === null || bytesInOutput === 0 ? [] : [folder];
  });
  return [...new Set(folders)].sort();
};

/** `node_modules/@smithy/core` of any path in it; null for a file of our own. */
const packageFolder = (path: string): string | null => {
  const parts = path.split('/');
  const name = parts.lastIndexOf('node_modules') + 1;
  return name === 0 ? null : parts.slice(0, name + (parts[name]?.startsWith('@') === true ? 2 : 1)).join('/');
};

/** The lock file's `sha512-<base64>`, in CycloneDX's hexadecimal. */
const hashes = (integrity: string | undefined) => {
  const [, digest] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  return digest === undefined ? [] : [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }];
};

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
