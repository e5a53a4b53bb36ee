import { readFileSync } from 'node:fs';
import { calls } from '../../src/local/banner.ts';
import { deployment, readSchema, topLevelFields } from '../../src/local/deployment.ts';
import { localPrincipals } from '../../src/local/principals.ts';

const readme = readFileSync('README.md', 'utf8');
/** The text without the line breaks and indents of a shell command. */
const joined = (text: string): string => text.replaceAll(/\s*\\\n\s*/g, ' ').trim();

describe('the README', () => {
  it('shows the calls that the server prints', () => {
    const principals = localPrincipals({ ...deployment, fields: topLevelFields(readSchema('.')) });
    const origin = 'http://127.0.0.1:4566';
    const printed = calls({ restUrl: `${origin}/local`, graphqlUrl: `${origin}/graphql`, principals });
    expect(printed).toHaveLength(3);
    for (const call of printed) expect(joined(readme)).toContain(joined(call));
  });

  it('links only to files that are there, and names only scripts that are there', () => {
    const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(() => readFileSync(link)).not.toThrow();
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [, script = ''] of readme.matchAll(/npm run ([a-z:]+)/g)) expect(scripts).toHaveProperty([script]);
  });
});
