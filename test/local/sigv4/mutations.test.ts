import fc from 'fast-check';
import { createSignatureVerifier } from '../../../src/local/sigv4/verifier.ts';
import { signedHeadersOf, withHeader } from './edits.ts';
import { headerFormMutations, queryFormMutations, refusalType } from './mutations.ts';
import { orders } from './orders.ts';
import { settings } from './principals.ts';
import { signers } from './signers.ts';

const authenticate = createSignatureVerifier(settings);

describe.each(signers)('a request signed by $name', ({ sign, presign }) => {
  it('is refused for the right reason when anything about it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (any) => {
        const request = await sign(any);
        for (const [what, refusal, mutate] of headerFormMutations)
          expect([what, refusalType(authenticate, mutate(request))]).toEqual([what, refusal]);
      }),
      { numRuns: 15 },
    );
  });

  it('is refused when any signed header is changed or dropped', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (any) => {
        const request = await sign(any);
        for (const name of signedHeadersOf(request).filter((signed) => signed !== 'x-amz-date')) {
          expect([
            name,
            refusalType(
              authenticate,
              withHeader(request, name, (value) => `${value}x`),
            ),
          ]).toEqual([name, 'InvalidSignatureException']);
          expect([
            name,
            refusalType(
              authenticate,
              withHeader(request, name, () => undefined),
            ),
          ]).toEqual([name, 'IncompleteSignatureException']);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is refused for the right reason when anything about its presigned URL is changed', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (any) => {
        const request = await presign(any);
        for (const [what, refusal, mutate] of queryFormMutations)
          expect([what, refusalType(authenticate, mutate(request))]).toEqual([what, refusal]);
      }),
      { numRuns: 15 },
    );
  });
});
