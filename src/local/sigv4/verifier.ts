import { randomUUID } from 'node:crypto';
import type { Authenticate, Authentication } from '../authentication.ts';
import type { Principal } from '../principals.ts';
import { supportedAlgorithm } from './algorithm.ts';
import { readCredential } from './credential-scope.ts';
import type { Scope } from './credential-scope.ts';
import { freshness } from './freshness.ts';
import { readClaim } from './read-claim.ts';
import { sameText, signatureMismatch } from './signature.ts';
import { signedHeaders } from './signed-headers.ts';
import { createSigningKeys } from './signing-keys.ts';
import type { KeyPair } from './signing-keys.ts';

interface VerifierSettings extends Scope {
  readonly principals: readonly Principal[];
}

/**
 * Tells who signed a request as AWS does: its checks in its order, with its texts. Live services were recorded saying
 * them, in the comments of dynalite's index.js and in the issues of AWS's SDKs. As on AWS, a request may come twice.
 */
export const createSignatureVerifier = ({ principals, region, service }: VerifierSettings): Authenticate => {
  const known = new Map(principals.map((principal) => [principal.accessKeyId, principal]));
  const signingKeys = createSigningKeys({ region, service });
  // Stands in for an unknown key, so that refusing one is the same work as refusing a signature.
  const decoy: KeyPair = { accessKeyId: 'decoy', secretAccessKey: randomUUID() };

  return (request) => {
    const read = readClaim(request);
    if ('refusal' in read) return read;
    const { claim } = read;
    const refusal = freshness(claim, request) ?? signedHeaders(claim, request) ?? supportedAlgorithm(claim);
    if (refusal !== undefined) return { refusal };
    const credential = readCredential(claim, { region, service });
    if ('refusal' in credential) return credential;

    const { accessKeyId, day } = credential;
    const principal = known.get(accessKeyId);
    const mismatch = signatureMismatch(claim, request, signingKeys(principal ?? decoy, day));
    if (principal === undefined) return unrecognized('The security token included in the request is invalid.');
    if (mismatch !== null) return { refusal: { type: 'InvalidSignatureException', message: mismatch } };
    if (sameText(claim.sessionToken ?? '', principal.sessionToken ?? '')) return { principal };
    return service === 'appsync' && claim.sessionToken === undefined
      ? missingToken
      : unrecognized('The security token included in the request is invalid');
  };
};

/** AppSync tells a session without its token so, aws-amplify/amplify-js#1311. The text is a guess. */
const missingToken: Authentication = {
  refusal: { type: 'MissingAuthenticationTokenException', message: 'Request is missing Authentication Token' },
};

const unrecognized = (message: string): Authentication => ({
  refusal: { type: 'UnrecognizedClientException', message },
});
