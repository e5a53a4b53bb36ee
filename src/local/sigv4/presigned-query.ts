import { signedHeaderNames } from './claim.ts';
import type { ReadClaim } from './claim.ts';
import type { QueryParameter } from './query-parameters.ts';

/** Reads the `X-Amz-…` parameters of a presigned URL; of a repeated one the first counts. */
export const readPresignedQuery = (parameters: readonly QueryParameter[]): ReadClaim => {
  const first = (wanted: string): string | undefined => parameters.find(([name]) => name === wanted)?.[1];
  const missing = required.filter((name) => !first(name));
  if (missing.length > 0) {
    const texts = missing.map((name) => `AWS query-string parameters must include '${name}'. `);
    const message = `${texts.join('')}Re-examine the query-string parameters.`;
    return { refusal: { type: 'IncompleteSignatureException', message } };
  }

  const sessionToken = first('X-Amz-Security-Token');
  const signed = without(parameters, 'X-Amz-Signature');
  return {
    claim: {
      algorithm: first('X-Amz-Algorithm') ?? '',
      credential: first('X-Amz-Credential') ?? '',
      signature: first('X-Amz-Signature') ?? '',
      signedHeaders: signedHeaderNames(first('X-Amz-SignedHeaders') ?? ''),
      date: first('X-Amz-Date') ?? '',
      expires: first('X-Amz-Expires'),
      sessionToken,
      contentSha256: first('X-Amz-Content-Sha256'),
      signedParameters: signed,
      signedParametersBeforeToken: sessionToken === undefined ? undefined : without(signed, 'X-Amz-Security-Token'),
    },
  };
};

const required = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'];

/** Only the one parameter that is read goes: a second one of the name could otherwise be added unsigned. */
const without = (parameters: readonly QueryParameter[], unwanted: string): QueryParameter[] =>
  parameters.toSpliced(
    parameters.findIndex(([name]) => name === unwanted),
    1,
  );
