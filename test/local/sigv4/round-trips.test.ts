import fc from 'fast-check';
import { createSignatureVerifier } from '../../../src/local/sigv4/verifier.ts';
import { order, orders } from './orders.ts';
import { session, settings } from './principals.ts';
import { presignThenAddToken, signers } from './signers.ts';

const authenticate = createSignatureVerifier(settings);

describe.each(signers)('a request signed by $name', ({ sign, presign }) => {
  it('is known by its signer, whatever it asks and sends', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (any) => {
        expect(authenticate(await sign(any))).toEqual({ principal: any.as });
      }),
      { numRuns: 100 },
    );
  });

  it('is known by its signer when the signature is in the query', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (any) => {
        expect(authenticate(await presign(any))).toEqual({ principal: any.as });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a presigned URL', () => {
  it('may get its session token after signing', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (any) => {
        expect(authenticate(await presignThenAddToken({ ...any, as: session }))).toEqual({ principal: session });
      }),
    );
  });

  it('whose late session token is wrong or missing is refused for the token', async () => {
    const request = await presignThenAddToken({ ...order, as: session });
    const token = /&X-Amz-Security-Token=[^&]*/;
    expect(request.rawQuery).toMatch(token);
    for (const other of ['', '&X-Amz-Security-Token=other']) {
      expect(authenticate({ ...request, rawQuery: request.rawQuery.replace(token, other) })).toEqual({
        refusal: {
          type: 'UnrecognizedClientException',
          message: 'The security token included in the request is invalid',
        },
      });
    }
  });
});
