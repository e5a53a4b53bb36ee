import type { Refusal } from '../authentication.ts';
import type { RawRequest } from '../raw-request.ts';
import type { Claim } from './claim.ts';

/** `host` and every `x-amz-…` header sent are signed, and every signed header was sent. */
export const signedHeaders = (claim: Claim, request: RawRequest): Refusal | undefined => {
  if (!claim.signedHeaders.includes('host')) return unsigned('Host');
  const sent = new Set<string>();
  for (const [name] of request.headers) sent.add(name.toLowerCase());

  const absent = claim.signedHeaders.find((name) => !sent.has(name));
  if (absent !== undefined) {
    return {
      type: 'IncompleteSignatureException',
      message: `'${absent}' is named as a SignedHeader, but it does not exist in the HTTP request.`,
    };
  }
  for (const name of sent) {
    if (name.startsWith('x-amz-') && !claim.signedHeaders.includes(name)) return unsigned(name);
  }
  return undefined;
};

const unsigned = (name: string): Refusal => ({
  type: 'InvalidSignatureException',
  message: `'${name}' must be a 'SignedHeader' in the AWS Authorization.`,
});
