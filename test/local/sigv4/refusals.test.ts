import type { Refusal } from '../../../src/local/authentication.ts';
import type { RawRequest } from '../../../src/local/raw-request.ts';
import { createSignatureVerifier } from '../../../src/local/sigv4/verifier.ts';
import { addHeader, flipped, withAuthorization, withHeader, withParameter } from './edits.ts';
import { order } from './orders.ts';
import { session, settings, user } from './principals.ts';
import { aws4Signer } from './signers.ts';
import type { Order } from './signers.ts';

const authenticate = createSignatureVerifier(settings);

const signed = (changes: Partial<Order> = {}): Promise<RawRequest> => aws4Signer.sign({ ...order, ...changes });
const presigned = (changes: Partial<Order> = {}): Promise<RawRequest> => aws4Signer.presign({ ...order, ...changes });

const authorized = (request: RawRequest, value: string): RawRequest => withAuthorization(request, () => value);
const replaced = (request: RawRequest, from: string | RegExp, to: string): RawRequest =>
  withAuthorization(request, (value) => value.replace(from, to));

type Row = readonly [what: string, Refusal['type'], message: string, (request: RawRequest) => RawRequest];

const headerForm: readonly Row[] = [
  [
    'both forms at once',
    'InvalidSignatureException',
    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    (request) => ({ ...request, rawQuery: 'X-Amz-Algorithm=AWS4-HMAC-SHA256' }),
  ],
  [
    'nothing',
    'NoCredentials',
    'Missing Authentication Token',
    (request) => withHeader(request, 'authorization', () => undefined),
  ],
  ['an empty header', 'NoCredentials', 'Missing Authentication Token', (request) => authorized(request, ' ')],
  [
    'a bearer token',
    'OtherScheme',
    "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    (request) => authorized(request, 'Bearer abc'),
  ],
  [
    'a bare token',
    'OtherScheme',
    "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'abc'.",
    (request) => authorized(request, 'abc'),
  ],
  [
    'a basic password with padding',
    'OtherScheme',
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
      "Authorization header requires 'SignedHeaders' parameter. Authorization=Basic YTpiYw==",
    (request) => authorized(request, 'Basic YTpiYw=='),
  ],
  [
    'the pieces under another scheme',
    'OtherScheme',
    "Unsupported AWS 'algorithm': 'AWS3' (only AWS4-HMAC-SHA256 for now). ",
    (request) => authorized(request, 'AWS3 Credential=a, SignedHeaders=b, Signature=c'),
  ],
  [
    'a piece without equal-sign',
    'IncompleteSignatureException',
    "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: " +
      "'AWS4-HMAC-SHA256 Signature=b, Credential'.",
    (request) => authorized(request, 'AWS4-HMAC-SHA256 Signature=b, Credential'),
  ],
  [
    'no pieces and no date',
    'IncompleteSignatureException',
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
      "Authorization header requires 'SignedHeaders' parameter. " +
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    (request) => withHeader(authorized(request, 'AWS4-HMAC-SHA256'), 'x-amz-date', () => undefined),
  ],
  [
    'a date that is none, though no header is signed',
    'IncompleteSignatureException',
    "Date must be in ISO-8601 'basic format'. Got '20260230T000000Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    (request) =>
      withHeader(replaced(request, /SignedHeaders=[^,]+/, 'SignedHeaders='), 'x-amz-date', () => '20260230T000000Z'),
  ],
  [
    'an unsigned host, though the algorithm is unknown',
    'InvalidSignatureException',
    "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    (request) => replaced(replaced(request, 'host;', ''), 'SHA256', 'SHA25'),
  ],
  [
    'a signed header that was not sent',
    'IncompleteSignatureException',
    "'accept' is named as a SignedHeader, but it does not exist in the HTTP request.",
    (request) => replaced(request, 'SignedHeaders=', 'SignedHeaders=accept;'),
  ],
  [
    'an unsigned x-amz header',
    'InvalidSignatureException',
    "'x-amz-late' must be a 'SignedHeader' in the AWS Authorization.",
    (request) => addHeader(request, 'X-Amz-Late', '1'),
  ],
  [
    'an unknown algorithm, though the credential is too short',
    'IncompleteSignatureException',
    "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25' (only AWS4-HMAC-SHA256 for now). ",
    (request) => replaced(replaced(request, 'SHA256', 'SHA25'), '/aws4_request', ''),
  ],
  [
    'a credential of four elements',
    'IncompleteSignatureException',
    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'",
    (request) => replaced(request, /Credential=[^,]+/, 'Credential=a/b/c/d'),
  ],
  [
    'a scope that is wrong in every element, though the key is unknown',
    'InvalidSignatureException',
    "Credential should be scoped to a valid region, not 'c'. " +
      "Credential should be scoped to correct service: 'execute-api'. " +
      "Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. " +
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      "'b' != '20260131', from '20260131T235930Z'.",
    (request) => replaced(request, /Credential=[^,]+/, 'Credential=a/b/c/d/e'),
  ],
  [
    'an unknown key, though the signature is wrong',
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    (request) => withAuthorization(request, (value) => flipped(value.replace('AKIATEST', 'AKIAREST'))),
  ],
];

const queryForm: readonly Row[] = [
  [
    'missing pieces',
    'IncompleteSignatureException',
    "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include " +
      "'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters " +
      "must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    (request) => ({ ...request, rawQuery: 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=' }),
  ],
  [
    'an algorithm without a value',
    'IncompleteSignatureException',
    "AWS query-string parameters must include 'X-Amz-Algorithm'. Re-examine the query-string parameters.",
    (request) => withParameter(request, 'X-Amz-Algorithm', () => ''),
  ],
  [
    'an unknown algorithm',
    'IncompleteSignatureException',
    "Unsupported AWS 'algorithm': 'AWS4' (only AWS4-HMAC-SHA256 for now). ",
    (request) => withParameter(request, 'X-Amz-Algorithm', () => 'AWS4'),
  ],
  [
    'no algorithm parameter at all',
    'NoCredentials',
    'Missing Authentication Token',
    (request) => withParameter(request, 'X-Amz-Algorithm', () => undefined),
  ],
];

describe('a signature is refused with AWS’s text', () => {
  it.each(headerForm)('for %s', async (_, type, message, change) => {
    expect(authenticate(change(await signed()))).toEqual({ refusal: { type, message } });
  });

  it.each(queryForm)('in the query for %s', async (_, type, message, change) => {
    expect(authenticate(change(await presigned()))).toEqual({ refusal: { type, message } });
  });

  it('for another content, with what should have been signed', async () => {
    const request = { ...(await signed({ headers: {}, body: '' })), method: 'POST' };
    expect(authenticate(request)).toEqual({
      refusal: {
        type: 'InvalidSignatureException',
        message: `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

The Canonical String for this request should have been
'POST
/local/products/1
pageSize=2
host:localhost:4566
x-amz-date:20260131T235930Z

host;x-amz-date
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

The String-to-Sign should have been
'AWS4-HMAC-SHA256
20260131T235930Z
20260131/eu-central-1/execute-api/aws4_request
2f378d7ebe36afcf2909c6b493584589e96fadd73d6dc1d12f29c224c4584677'
`,
      },
    });
  });

  it.each(['other', ''])('for the session token %j under a signature that is right', async (sessionToken) => {
    const as = { ...session, sessionToken };
    expect(authenticate(await signed({ as }))).toEqual({
      refusal: {
        type: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid',
      },
    });
  });
});

describe('a signature is accepted', () => {
  it.each([
    [
      'signed headers in another order and case',
      /SignedHeaders=[^,]+/,
      'SignedHeaders=X-Amz-Meta;Host;X-Amz-Date;content-length;content-type;host',
    ],
    ['slashes after the credential', 'aws4_request', 'aws4_request//'],
    ['commas without spaces', /, /g, ','],
  ])('with %s', async (_, from, to) => {
    expect(authenticate(replaced(await signed(), from, to))).toEqual({ principal: user });
  });
});

describe('x-amz-content-sha256', () => {
  const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const named = (value: string): Promise<RawRequest> =>
    signed({ body: '', headers: { 'X-Amz-Content-Sha256': value } });

  it('is accepted when it is the hash of the body', async () => {
    expect(authenticate(await named(hash))).toHaveProperty('principal');
  });

  it.each(['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', hash.toUpperCase(), ''])(
    'is refused when it is %s, properly signed',
    async (value) => {
      expect(authenticate(await named(value))).toMatchObject({ refusal: { type: 'InvalidSignatureException' } });
    },
  );

  it('means nothing as a parameter, unless the signature is in the query too', async () => {
    const request = await signed({ query: [['X-Amz-Content-Sha256', ['0']]] });
    expect(authenticate(request)).toHaveProperty('principal');
    const inTheQuery = await presigned({ query: [['X-Amz-Content-Sha256', ['0']]] });
    expect(authenticate(inTheQuery)).toMatchObject({ refusal: { type: 'InvalidSignatureException' } });
  });
});
