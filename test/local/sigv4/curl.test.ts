import fc from 'fast-check';
import { createSignatureVerifier } from '../../../src/local/sigv4/verifier.ts';
import { curlUnusable, startCurl } from './curl.ts';
import type { Curl } from './curl.ts';
import { headerFormMutations, refusalType } from './mutations.ts';
import { anyOf } from './orders.ts';
import { session, settings, user } from './principals.ts';

const authenticate = createSignatureVerifier(settings);

const unusable = curlUnusable();
if (unusable !== null) console.warn(`Skipped: signatures made by curl --aws-sigv4, because ${unusable}.`);

/** Not escaped anywhere, for curl 7.88 signs paths as they are sent while AWS wants them escaped once more. */
const unreserved = fc.string({ unit: anyOf('abcXYZ019_~-'), minLength: 1, maxLength: 10 });

/** In the canonical form and order, for curl 7.88 signs queries as they are sent. */
const query = fc
  .uniqueArray(fc.tuple(unreserved, fc.string({ unit: anyOf("aZ0 /+*~'é€𝄞&=%") })), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map((parameters) =>
    parameters
      .toSorted(([name], [other]) => (name < other ? -1 : 1))
      .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll(/['*]/g, hex)}`)
      .join('&'),
  );

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

(unusable === null ? describe : describe.skip)('a request signed by curl --aws-sigv4', () => {
  let curl: Curl;
  beforeAll(async () => {
    curl = await startCurl();
  });
  afterAll(() => curl.close());

  it('is known by its signer', async () => {
    const options = fc.record({
      as: fc.constantFrom(user, session),
      path: fc.array(unreserved, { maxLength: 3 }),
      query,
      header: fc.string({ unit: anyOf('aZ0 ,;="é€') }).map((value) => `X-Other: a${value}b`),
      body: fc.string({ unit: anyOf('{}"aé€𝄞\n'), maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(options, async ({ as, path, query: sent, header, body }) => {
        const target = `/${path.join('/')}${sent === '' ? '' : `?${sent}`}`;
        const content = ['-H', 'content-type: application/json', '--data-raw', body];
        const request = await curl.send(as, target, '-X', 'PUT', '-H', header, ...content);
        expect(authenticate(request)).toEqual({ principal: as });
      }),
      { numRuns: 30 },
    );
  });

  it('is known without a body and with the content type that curl gives a body by itself', async () => {
    expect(authenticate(await curl.send(user, '/local/products'))).toEqual({ principal: user });
    expect(authenticate(await curl.send(session, '/local/products', '-d', '{"name":"Chair"}'))).toEqual({
      principal: session,
    });
  });

  it.each([user, session])('is refused for the right reason when anything about it is changed', async (as) => {
    const request = await curl.send(as, '/local/products?pageSize=2', '-d', '{"name":"Chair"}');
    for (const [what, refusal, mutate] of headerFormMutations) {
      expect([what, refusalType(authenticate, mutate(request))]).toEqual([what, refusal]);
    }
  });
});
