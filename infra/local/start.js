/* Plain JavaScript that any Node.js reads, so that one too old is told so in a sentence instead of a stack trace. */
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node.js ${process.versions.node} is too old: install version 20.19 or a later one.\n`);
  process.exit(1);
}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  process.stderr.write('The packages are not installed: run `npm ci` first.\n');
  process.exit(1);
}

// The laptop's own AWS profiles are none of our business: the SDK would read them.
process.env.AWS_CONFIG_FILE = devNull;
process.env.AWS_SHARED_CREDENTIALS_FILE = devNull;
// On Node.js 20 the SDK warns of its versions of 2027; ours is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Stack traces name the lines of the sources.
process.setSourceMapsEnabled(true);

const { bundledServer } = await import('./bundled-server.js');
const folder = await bundledServer(root);
const args = process.argv.slice(2);
const isWatch = args[0] === 'watch';
const { run } = await import(pathToFileURL(join(folder, isWatch ? 'watch/cli.cjs' : 'cli.cjs')).href);
await run(isWatch ? args.slice(1) : args, process.env, root);
