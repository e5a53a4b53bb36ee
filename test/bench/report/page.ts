import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Puts text between the marks `<!-- name -->` and `<!-- /name -->` of docs/performance.md, in the given folder. */
export const writeSection = (root: string, output: string, name: string, text: string): void => {
  const page = readFileSync(join(root, 'docs', 'performance.md'), 'utf8');
  const begin = `<!-- ${name} -->\n`;
  const end = `<!-- /${name} -->`;
  const [from, to] = [page.indexOf(begin) + begin.length, page.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`docs/performance.md has no place for '${name}'.`);
  writeOutput(output, 'performance.md', `${page.slice(0, from)}\n${text}\n\n${page.slice(to)}`);
};

export const writeOutput = (output: string, file: string, text: string): void => {
  mkdirSync(dirname(join(output, file)), { recursive: true });
  writeFileSync(join(output, file), text);
};
