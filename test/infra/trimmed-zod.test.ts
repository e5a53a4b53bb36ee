import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { bundleSettings } from '../../infra/bundle.ts';
import { leftOutOfZod } from '../../infra/sdk/left-out-of-zod.ts';
import { trimmedSdk } from '../../infra/sdk/trimmed-sdk.ts';
import * as graphqlArguments from '../../src/adapters/primary/graphql/arguments.ts';
import * as graphqlPrincipal from '../../src/adapters/primary/graphql/principal.ts';
import * as restPrincipal from '../../src/adapters/primary/rest/principal.ts';
import * as restRequests from '../../src/adapters/primary/rest/requests.ts';
import { restEvent } from '../support/rest-event.ts';

const doors = join('src', 'adapters', 'primary');
const folder = mkdtempSync(join(tmpdir(), 'trimmed-zod-'));
afterAll(() => rmSync(folder, { recursive: true }));

const built = (contents: string, outfile: string) =>
  build({
    ...bundleSettings,
    stdin: { contents, resolveDir: join(process.cwd(), doors), loader: 'ts' },
    outfile,
    sourcemap: false,
    write: true,
    logLevel: 'silent',
    plugins: [trimmedSdk(leftOutOfZod)],
  });

/** A module of a door as it is in a bundle. */
const trimmed = async <Module>(path: string, _: Module): Promise<Module> => {
  const outfile = join(folder, path.replace('/', '-').replace('.ts', '.cjs'));
  await built(`export * from './${path}';`, outfile);
  return createRequire(outfile)(outfile);
};

/** What comes of an attempt: a value, or all that is said of a refusal. */
const outcomeOf = (attempt: () => unknown): unknown => {
  try {
    return { value: attempt() };
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const { name, message } = thrown;
    return { name, message, issues: 'issues' in thrown ? thrown.issues : null };
  }
};

/** Jest's own comparison takes many times as long, and is only asked for what it shows. */
const expectSame = (ours: unknown, whole: unknown): void => {
  if (!isDeepStrictEqual(ours, whole)) expect(ours).toEqual(whole);
};

/** Objects that have the given fields as a rule, with values of the right kind as a rule. */
const nearly = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> => {
  const usual = Object.entries(fields).map(([name, value]) => fc.tuple(fc.constant(name), value));
  const strange = fc.tuple(fc.constantFrom(...Object.keys(fields), '__proto__', 'other', '~/'), anything);
  const entries = fc.array(fc.oneof({ arbitrary: fc.oneof(...usual), weight: 5 }, strange), { maxLength: 6 });
  return fc.oneof({ arbitrary: entries.map((pairs) => Object.fromEntries(pairs)), weight: 9 }, anything);
};

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, Number.NaN, Infinity, true, '', 'text', 0, -1.5, [], {}),
  fc.anything({ maxDepth: 2 }),
);
const text = fc.string({ maxLength: 3 });
const textOrNull = fc.option(text);
const content = nearly({ name: text, description: textOrNull });
const input = nearly({
  id: text,
  name: textOrNull,
  description: textOrNull,
  idempotencyKey: textOrNull,
  expectedVersion: fc.option(fc.integer()),
});

describe('the trimmed zod of the doors', () => {
  it('judges bodies of REST requests as the whole one does', async () => {
    const ours = await trimmed('rest/requests.ts', restRequests);
    const body = content.map((value) => JSON.stringify(value) ?? '').filter((json) => json !== '');
    fc.assert(
      fc.property(body, (rawBody) => {
        const event = restEvent({ method: 'POST', id: 'id', rawBody });
        for (const of of [
          (module: typeof ours) => module.createProductRequest(event, 'caller'),
          (module: typeof ours) => module.updateProductRequest(event),
        ]) {
          expectSame(
            outcomeOf(() => of(ours)),
            outcomeOf(() => of(restRequests)),
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  let trimmedArguments: typeof graphqlArguments;
  beforeAll(async () => {
    trimmedArguments = await trimmed('graphql/arguments.ts', graphqlArguments);
  });

  it.each(['getProduct', 'listProducts', 'createProduct', 'updateProduct', 'deleteProduct'] as const)(
    'judges arguments of GraphQL fields as the whole one does: %s',
    (field) => {
      const [ours, whole] = [{ ...trimmedArguments }, { ...graphqlArguments }];
      const flat = nearly({ id: text, limit: fc.option(fc.integer()), nextToken: textOrNull });
      fc.assert(
        fc.property(fc.oneof(flat, nearly({ input })), (args) => {
          const name = `${field}Arguments` as const;
          expectSame(
            outcomeOf(() => ours[name].parse(args)),
            outcomeOf(() => whole[name].parse(args)),
          );
        }),
        { numRuns: 1_000 },
      );
    },
  );

  it('tells callers apart as the whole one does', async () => {
    const graphql = await trimmed('graphql/principal.ts', graphqlPrincipal);
    const rest = await trimmed('rest/principal.ts', restPrincipal);
    const nested = nearly({ principalId: text, iss: text, sub: text });
    const caller = nearly({
      userArn: text,
      issuer: text,
      sub: text,
      principalId: text,
      claims: nested,
      resolverContext: nested,
    });
    fc.assert(
      fc.property(caller, (given) => {
        expect(graphql.principalOf(given)).toBe(graphqlPrincipal.principalOf(given));
        const { requestContext } = restEvent({ userArn: null });
        // API Gateway's types leave an authorizer open.
        const context = Object.assign({ ...requestContext }, { authorizer: given });
        expect(rest.principalOf(context)).toBe(restPrincipal.principalOf(context));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a kind of schema', 'z.array(z.string())'],
    ['a check', 'z.string().check(z.minLength(1))'],
  ])('fails the build of a door that has %s beyond them', async (_, schema) => {
    const contents = `import * as z from 'zod/mini'; export const schema = ${schema};`;
    await expect(built(contents, join(folder, 'beyond.cjs'))).rejects.toThrow(
      'no matching export in "node_modules/zod/mini/index.js"',
    );
  });
});
