import { AwsClient } from 'aws4fetch';
import { deployment } from '../../../src/local/deployment.ts';
import type { Call } from './connection.ts';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Signs a call once: the same request may come again for five minutes, here as on AWS. */
export const signedCall = async (keys: Keys, { method, url, headers, body }: Call): Promise<Call> => {
  const client = new AwsClient({ ...keys, service: 'execute-api', region: deployment.region });
  const signed = await client.sign(url, { method, headers, ...(body === undefined ? {} : { body }) });
  return { method, url, headers: Object.fromEntries(signed.headers), ...(body === undefined ? {} : { body }) };
};
