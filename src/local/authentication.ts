import type { Principal } from './principals.ts';
import type { RawRequest } from './raw-request.ts';

/** Who signed a request, or why nobody did. */
export type Authentication = { readonly principal: Principal } | { readonly refusal: Refusal };

export interface Refusal {
  /** `NoCredentials` and `OtherScheme` are answered differently by each service; the others are AWS's error types. */
  readonly type:
    | 'NoCredentials'
    | 'OtherScheme'
    | 'MissingAuthenticationTokenException'
    | 'IncompleteSignatureException'
    | 'InvalidSignatureException'
    | 'UnrecognizedClientException';
  readonly message: string;
}

export type Authenticate = (request: RawRequest) => Authentication;
