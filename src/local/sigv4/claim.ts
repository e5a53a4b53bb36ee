import type { Refusal } from '../authentication.ts';
import type { QueryParameter } from './query-parameters.ts';

/** What a request says of its own signature; nothing in it is believed yet. */
export interface Claim {
  readonly algorithm: string;
  /** `keyid/date/region/service/term` */
  readonly credential: string;
  /** Hex, as sent. */
  readonly signature: string;
  /** Lower-case, sorted, each once. */
  readonly signedHeaders: readonly string[];
  /** `20260131T235959Z` unless it is no date at all, which is for `freshness.ts` to refuse. */
  readonly date: string;
  /** Seconds as sent, in the query form only. */
  readonly expires: string | undefined;
  readonly sessionToken: string | undefined;
  /** The hash of the body as the caller names it. */
  readonly contentSha256: string | undefined;
  /** The query parameters that the signature covers. */
  readonly signedParameters: readonly QueryParameter[];
  /** The same without a presigned URL's session token: some services want that to be added after signing. */
  readonly signedParametersBeforeToken: readonly QueryParameter[] | undefined;
}

/** Either what was read or why nothing could be. */
export type ReadClaim = { readonly claim: Claim } | { readonly refusal: Refusal };

/** `Host;X-Amz-Date` as the canonical request wants it. */
export const signedHeaderNames = (list: string): string[] => [...new Set(list.toLowerCase().split(';'))].toSorted();
