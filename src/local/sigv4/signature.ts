import { timingSafeEqual, type KeyObject } from 'node:crypto';
import type { RawRequest } from '../raw-request.ts';
import { algorithm } from './algorithm.ts';
import { bodyHashOf, canonicalRequest, sha256 } from './canonical-request.ts';
import type { Claim } from './claim.ts';
import { withoutEnd } from './credential-scope.ts';
import type { QueryParameter } from './query-parameters.ts';
import { hmac } from './signing-keys.ts';

/** What we sign the request to be: the texts are shown to a caller whose signature is another. */
interface Calculation {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly matches: boolean;
}

/** Null when the claim's signature is that of the request under this key, else what AWS tells the caller. */
export const signatureMismatch = (claim: Claim, request: RawRequest, signingKey: KeyObject): string | null => {
  const bodyHash = bodyHashOf(request);
  const isBodyAsNamed = claim.contentSha256 === undefined || claim.contentSha256 === bodyHash;
  const calculated = (parameters: readonly QueryParameter[]): Calculation =>
    calculate(claim, canonicalRequest(request, parameters, claim.signedHeaders, bodyHash), signingKey);

  const expected = calculated(claim.signedParameters);
  const beforeToken = claim.signedParametersBeforeToken;
  const matches = expected.matches || (beforeToken !== undefined && calculated(beforeToken).matches);
  return isBodyAsNamed && matches ? null : mismatchText(expected);
};

const calculate = (claim: Claim, canonical: string, signingKey: KeyObject): Calculation => {
  const scope = withoutEnd(claim.credential.slice(claim.credential.indexOf('/') + 1));
  const stringToSign = [algorithm, claim.date, scope, sha256(canonical)].join('\n');
  const signature = hmac(signingKey, stringToSign).toString('hex');
  return { canonicalRequest: canonical, stringToSign, matches: sameText(signature, claim.signature) };
};

const mismatchText = (expected: Calculation): string =>
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\n' +
  `The Canonical String for this request should have been\n'${expected.canonicalRequest}'\n\n` +
  `The String-to-Sign should have been\n'${expected.stringToSign}'\n`;

/** In a time that does not tell how much of the text is right. */
export const sameText = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
