import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

// On AWS: `node signed-call.mjs <RestUrl>products`, with AWS_REGION and the credentials of the caller in the environment.
const url = new URL(process.argv[2] ?? 'http://127.0.0.1:4566/local/products?pageSize=5');
const isLocal = url.hostname === '127.0.0.1';
const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
const region = isLocal ? 'us-east-1' : AWS_REGION;
const credentials = isLocal
  ? { accessKeyId: 'AKIALOCALWRITER00000', secretAccessKey: 'local-secret-of-writer-not-a-real-key' }
  : { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };

class Sha256 {
  constructor(key) {
    this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
}

const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
const { headers } = await signer.sign({
  method: 'GET',
  protocol: url.protocol,
  hostname: url.hostname,
  path: url.pathname,
  query: Object.fromEntries(url.searchParams),
  headers: { host: url.host },
});

const response = await fetch(url, { headers });
console.log(response.status, await response.json());
