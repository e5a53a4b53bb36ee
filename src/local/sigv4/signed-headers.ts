import type { Refusal } from '../authentication.ts';
import type { RawRequest } from '../raw-request.ts';
import type { Claim } from './claim.ts';

/** `host` and every `x-amz-…` header sent are signed, and every signed header was sent. */
export const signedHeaders = (claim: Claim, request: RawRequest): Refusal | undefined => {
  const signed = new Set(claim.signedHeaders);
  const sent = new Set(request.headers.map(([name]) => name.toLowerCase()));
  if (!signed.has('host')) return unsigned('Host');

  const absent = claim.signedHeaders.find((name) => !sent.has(name));
  if (absent !== undefined) {
    return {
      type: 'IncompleteSignatureException',
      message: `'${absent}' is named as a SignedHeader, but it does not exist in the HTTP request.`,
    };
  }
  const loose = [...sent].find((name) => name.startsWith('x-amz-') && !signed.has(name));
  return loose === undefined ? undefined : unsigned(loose);
};

const unsigned = (name: string): Refusal => ({
  type: 'InvalidSignatureException',
  message: `'${name}' must be a 'SignedHeader' in the AWS Authorization.`,
});
