import { headerValues } from '../raw-request.ts';
import type { RawRequest } from '../raw-request.ts';
import { unsupportedAlgorithm } from './algorithm.ts';
import { basicTimeOfDateHeader } from './basic-time.ts';
import { signedHeaderNames } from './claim.ts';
import type { ReadClaim } from './claim.ts';
import type { QueryParameter } from './query-parameters.ts';

/**
 * Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. The texts are those of API Gateway, which reads
 * any other scheme in the same way; AppSync answers `OtherScheme` in its own words.
 */
export const readAuthorizationHeader = (
  request: RawRequest,
  authorization: string,
  parameters: readonly QueryParameter[],
): ReadClaim => {
  const isSigV4 = authorization.startsWith('AWS4-');
  const refused = (message: string): ReadClaim => ({
    refusal: { type: isSigV4 ? 'IncompleteSignatureException' : 'OtherScheme', message },
  });

  const { algorithm, pairs } = split(authorization, isSigV4);
  const broken = pairs.find((pair) => !pair.includes('='));
  if (broken !== undefined) {
    return refused(
      `'${broken}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
    );
  }
  const credential = valueOf(pairs, 'Credential');
  const signature = valueOf(pairs, 'Signature');
  const signedHeaders = valueOf(pairs, 'SignedHeaders');
  const date = signingDate(request);
  if (!credential || !signature || signedHeaders === undefined || !date) {
    return refused(`${missingTexts({ credential, signature, signedHeaders, date })}Authorization=${authorization}`);
  }
  if (!isSigV4) return refused(unsupportedAlgorithm(algorithm));
  return {
    claim: {
      algorithm,
      credential,
      signature,
      date,
      signedHeaders: signedHeaderNames(signedHeaders),
      expires: undefined,
      sessionToken: headerValues(request, 'x-amz-security-token')[0],
      contentSha256: headerValues(request, 'x-amz-content-sha256')[0],
      signedParameters: parameters,
      signedParametersBeforeToken: undefined,
    },
  };
};

interface Pieces {
  readonly credential: string | undefined;
  readonly signature: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly date: string | undefined;
}

const split = (authorization: string, isSigV4: boolean): { algorithm: string; pairs: readonly string[] } => {
  const [algorithm = '', ...pairs] = authorization.split(/[ ,]+/).filter((part) => part !== '');
  return { algorithm, pairs: isSigV4 || pairs.length > 0 ? pairs : [algorithm] };
};

/** Of a repeated one the last counts. */
const valueOf = (pairs: readonly string[], name: string): string | undefined =>
  pairs.findLast((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

const missingTexts = ({ credential, signature, signedHeaders, date }: Pieces): string =>
  [
    credential ? '' : "Authorization header requires 'Credential' parameter. ",
    signature ? '' : "Authorization header requires 'Signature' parameter. ",
    signedHeaders === undefined ? "Authorization header requires 'SignedHeaders' parameter. " : '',
    date ? '' : "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
  ].join('');

const signingDate = (request: RawRequest): string | undefined => {
  const [amzDate] = headerValues(request, 'x-amz-date');
  const [date] = headerValues(request, 'date');
  return amzDate ?? (date === undefined ? undefined : basicTimeOfDateHeader(date));
};
