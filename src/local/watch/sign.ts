import { AwsV4Signer } from 'aws4fetch';
import { deployment } from '../deployment.ts';
import type { Principal } from '../principals.ts';

export type Keys = Pick<Principal, 'accessKeyId' | 'secretAccessKey'> & { readonly sessionToken?: string | undefined };

/** The headers of a signed POST that is never sent: how a client shows AppSync's real-time endpoint who it is. */
export const signedHeaders = async (
  { accessKeyId, secretAccessKey, sessionToken }: Keys,
  url: string,
  body: string,
): Promise<Record<string, string>> => {
  const signer = new AwsV4Signer({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    method: 'POST',
    url,
    body,
    headers: {
      accept: 'application/json, text/javascript',
      'content-encoding': 'amz-1.0',
      'content-type': 'application/json; charset=UTF-8',
    },
    allHeaders: true,
    service: 'appsync',
    region: deployment.region,
  });
  const { headers } = await signer.sign();
  return { ...Object.fromEntries(headers), host: new URL(url).host };
};
