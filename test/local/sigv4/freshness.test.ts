import aws4 from 'aws4';
import type { RawRequest } from '../../../src/local/raw-request.ts';
import { createSignatureVerifier } from '../../../src/local/sigv4/verifier.ts';
import { order } from './orders.ts';
import { scope, settings, user } from './principals.ts';
import { aws4Signer, signers } from './signers.ts';

const authenticate = createSignatureVerifier(settings);

/** The request, received so many seconds after it was signed. */
const after = (request: RawRequest, seconds: number): RawRequest => ({
  ...request,
  receivedAt: new Date(order.at.getTime() + seconds * 1000),
});

const invalid = (message: string) => ({ refusal: { type: 'InvalidSignatureException', message } });

describe.each(signers)('a signature by $name', ({ sign }) => {
  it.each([0, 300, 300.999, -300])('is good when it is %d seconds old', async (seconds) => {
    expect(authenticate(after(await sign(order), seconds))).toEqual({ principal: user });
  });

  it('expires in the 301st second', async () => {
    expect(authenticate(after(await sign(order), 301))).toEqual(
      invalid('Signature expired: 20260131T235930Z is now earlier than 20260131T235931Z (20260201T000431Z - 5 min.)'),
    );
  });

  it('is not yet current when it is 301 seconds ahead', async () => {
    expect(authenticate(after(await sign(order), -301))).toEqual(
      invalid(
        'Signature not yet current: 20260131T235930Z is still later than 20260131T235929Z (20260131T235429Z + 5 min.)',
      ),
    );
  });
});

describe('a presigned URL', () => {
  const presigned = async (...expires: string[]): Promise<RawRequest> => {
    const query = expires.length === 0 ? [] : [['X-Amz-Expires', expires] as const];
    return aws4Signer.presign({ ...order, query });
  };

  it.each([
    ['1', 1, '1 sec.', '20260131T235931Z'],
    ['900', 900, '15 min.', '20260131T235931Z'],
    ['604800', 604_800, '10080 min.', '20260131T235931Z'],
  ])('is good for the %s seconds it asks for and no longer', async (expires, seconds, text, earliest) => {
    expect(authenticate(after(await presigned(expires), seconds))).toEqual({ principal: user });
    expect(authenticate(after(await presigned(expires), seconds + 1))).toMatchObject({
      refusal: {
        type: 'InvalidSignatureException',
        message: expect.stringMatching(
          new RegExp(`^Signature expired: 20260131T235930Z is now earlier than ${earliest} \\(\\w+ - ${text}\\)$`),
        ),
      },
    });
  });

  it('is good for 5 minutes when it does not say how long', async () => {
    expect(authenticate(after(await presigned(), 300))).toEqual({ principal: user });
    expect(authenticate(after(await presigned(), 301))).toMatchObject({
      refusal: { type: 'InvalidSignatureException' },
    });
  });

  it('is not good before its time, however long it lasts', async () => {
    expect(authenticate(after(await presigned('604800'), -300))).toEqual({ principal: user });
    expect(authenticate(after(await presigned('604800'), -301))).toMatchObject({
      refusal: { type: 'InvalidSignatureException' },
    });
  });

  it.each(['0', '604801', '-1', '1.5', '1e3', '', 'soon'])('cannot ask for %j seconds', async (expires) => {
    expect(authenticate(await presigned(expires))).toEqual({
      refusal: {
        type: 'IncompleteSignatureException',
        message: `'X-Amz-Expires' must be a whole number of seconds from 1 to 604800. Got '${expires}'.`,
      },
    });
  });
});

describe('a request with a Date header', () => {
  const dated = (date: string): RawRequest => {
    const request = aws4.sign(
      {
        host: 'localhost',
        method: 'GET',
        path: '/',
        headers: { Host: 'localhost', Date: date },
        body: '',
        ...scope,
        doNotModifyHeaders: true,
      },
      user,
    );
    return {
      method: 'GET',
      rawPath: '/',
      rawQuery: '',
      headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      body: Buffer.alloc(0),
      remoteAddress: '127.0.0.1',
      receivedAt: order.at,
    };
  };

  it('is dated by it when it has no other, as HTTP writes dates', () => {
    expect(authenticate(dated('Sat, 31 Jan 2026 23:59:30 GMT'))).toEqual({ principal: user });
    expect(authenticate(dated('Sat, 31 Jan 2026 23:54:29 GMT'))).toEqual(
      invalid('Signature expired: 20260131T235429Z is now earlier than 20260131T235430Z (20260131T235930Z - 5 min.)'),
    );
  });

  it('is dated by X-Amz-Date when it has both', async () => {
    const headers = { Date: 'Sat, 01 Jan 2000 00:00:00 GMT' };
    expect(authenticate(await aws4Signer.sign({ ...order, headers }))).toEqual({ principal: user });
  });

  it('is refused when it is written otherwise', () => {
    expect(authenticate(dated('2026-01-31 23:59:30Z'))).toMatchObject({
      refusal: { type: 'IncompleteSignatureException', message: expect.stringContaining("Got '2026-01-31 23:59:30Z'") },
    });
  });
});
