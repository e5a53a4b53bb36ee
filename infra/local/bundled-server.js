import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The folder with the local server, bundled as the functions are, so that it runs the SDK in the form that they have. Its
 * name is the hash of all that it is made of: what is there already is right, and starts without a bundler.
 * @param {string} root
 * @returns {Promise<string>}
 */
export const bundledServer = async (root) => {
  const bundles = join(root, 'dist', 'local');
  const folder = join(bundles, hashOf(root));
  if (existsSync(folder)) return folder;
  const { register } = await import('tsx/esm/api');
  register();
  const { bundleServer } = await import('./bundle.ts');
  const unfinished = `${folder}.${randomUUID()}`;
  // esbuild has told already what is wrong with the sources.
  await bundleServer(root, unfinished).catch(() => process.exit(1));
  for (const name of readdirSync(bundles)) {
    // Another server that starts at this moment may still make an unfinished one, or have finished ours.
    const isInUse = name.includes('.') || name === basename(folder);
    if (!isInUse) rmSync(join(bundles, name), { recursive: true, force: true });
  }
  try {
    renameSync(unfinished, folder);
  } catch (cause) {
    // Another server that starts at this moment was quicker.
    if (!existsSync(folder)) throw cause;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
};

/** @param {string} root */
const hashOf = (root) => {
  const hash = createHash('sha256');
  for (const path of ingredients(root))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
};

/** @param {string} root */
const ingredients = (root) => [
  // What npm writes last of all that it installs.
  join('node_modules', '.package-lock.json'),
  ...['src', 'infra/local', 'infra/sdk'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort(),
  ),
];
