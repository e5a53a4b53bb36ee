import { AwsClient } from 'aws4fetch';
import type { Principal } from '../../src/local/principals.ts';

type Keys = Pick<Principal, 'accessKeyId' | 'secretAccessKey'> & { readonly sessionToken?: string | undefined };
type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** A fetch that signs for the local region. */
export const signedFetch = (keys: Keys, service: 'execute-api' | 'appsync'): Send => {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service,
    region: 'us-east-1',
    retries: 0,
  });
  return (url, init) => client.fetch(url, init);
};

/** The principal of that name. */
export const principalNamed = (principals: readonly Principal[], name: string): Principal => {
  const principal = principals.find((one) => one.name === name);
  if (principal === undefined) throw new Error(`There is no principal '${name}'.`);
  return principal;
};
