import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

// On AWS: the URL and region from the stack's outputs, and the credentials of the caller.
const url = new URL(process.argv[2] ?? 'http://127.0.0.1:4566/local/products?pageSize=5');
const credentials = {
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? 'AKIALOCALWRITER00000',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? 'local-secret-of-writer-not-a-real-key',
  sessionToken: process.env.AWS_SESSION_TOKEN,
};

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

const signer = new SignatureV4({ service: 'execute-api', region: 'us-east-1', credentials, sha256: Sha256 });
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
