import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { doorCuts as cuts } from '../../infra/bundle.ts';
import type { Cut } from '../../infra/sdk/cut.ts';
import { modelledErrors } from '../../infra/sdk/left-out.ts';
import { trimmedSdk } from '../../infra/sdk/trimmed-sdk.ts';

/** The messages of the errors of a build of the DynamoDB client with the given cuts. */
const errorsOf = async (given: readonly Cut[]): Promise<string[]> => {
  const contents = `export { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'; export { object } from 'zod/mini';`;
  return build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'silent',
    plugins: [trimmedSdk(given)],
  }).then(
    () => [],
    ({ errors }: { errors: { text: string }[] }) => errors.map(({ text }) => text),
  );
};

describe('the trimmed SDK', () => {
  it('fits the installed one', async () => {
    expect(await errorsOf(cuts)).toEqual([]);
  });

  it('fails the build when a module has gone', async () => {
    const gone = { module: '@aws-sdk/core/dist-es/gone.js', rewrite: () => '' };
    expect(await errorsOf([...cuts, gone])).toEqual([
      'The cut of @aws-sdk/core/dist-es/gone.js in infra/sdk/ does not fit what is installed: the bundle does not import it. Look for what has taken its place, or drop the cut.',
    ]);
  });

  it('fails the build when a module lacks what others import from it', async () => {
    const emptied = cuts.map((cut) =>
      cut.module.includes('fromSharedConfigFiles') ? { ...cut, rewrite: () => 'export {};' } : cut,
    );
    expect(await errorsOf(emptied)).toEqual([expect.stringContaining('No matching export')]);
  });

  it.each(cuts.filter(({ rewrite }) => rewrite.length > 0).map(({ module, rewrite }) => ({ module, rewrite })))(
    'fails the build when $module is another than it was written for',
    ({ rewrite }) => {
      expect(() => rewrite('nothing')).toThrow('nothing in it matches');
    },
  );

  it('keeps the classes of all errors that the adapter tells apart by class', () => {
    const adapter = 'src/adapters/secondary/dynamodb';
    const source = readdirSync(adapter).map((file) => readFileSync(join(adapter, file), 'utf8'));
    // The base of them all is always there.
    const used = source.join('\n').match(/instanceof (?!DynamoDBService)\w+Exception/g) ?? [];
    expect(used.length).toBeGreaterThan(0);
    for (const found of used) expect(modelledErrors).toContain(found.replace('instanceof ', ''));
  });
});
