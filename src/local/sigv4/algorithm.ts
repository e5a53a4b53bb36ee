import type { Refusal } from '../authentication.ts';
import type { Claim } from './claim.ts';

export const algorithm = 'AWS4-HMAC-SHA256';

export const unsupportedAlgorithm = (sent: string): string =>
  `Unsupported AWS 'algorithm': '${sent}' (only ${algorithm} for now). `;

export const supportedAlgorithm = (claim: Claim): Refusal | undefined =>
  claim.algorithm === algorithm
    ? undefined
    : { type: 'IncompleteSignatureException', message: unsupportedAlgorithm(claim.algorithm) };
