import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import type { Principal } from '../../../src/local/principals.ts';
import type { RawRequest } from '../../../src/local/raw-request.ts';
import { scope } from './principals.ts';

/** Why curl cannot be an oracle here, or null when it can: before 7.88 it did not sign every header given. */
export const curlUnusable = (): string | null => {
  try {
    const [, major = 0, minor = 0] =
      /^curl (\d+)\.(\d+)/.exec(execFileSync('curl', ['--version']).toString())?.map(Number) ?? [];
    return major > 7 || (major === 7 && minor >= 88) ? null : `curl is ${major}.${minor}, older than 7.88`;
  } catch {
    return 'curl is not installed';
  }
};

export interface Curl {
  /** Has curl sign and send a request for a target such as `/path?query`; gives what arrived. */
  send(as: Principal, target: string, ...options: readonly string[]): Promise<RawRequest>;
  close(): Promise<void>;
}

/** A server on a free port of the loopback address that curl sends to. */
export const startCurl = async (): Promise<Curl> => {
  const arrived: RawRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    arrived.push(await rawRequest(request));
    response.end();
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    send: async (as, target, ...options) => {
      const token = as.sessionToken === undefined ? [] : ['-H', `x-amz-security-token: ${as.sessionToken}`];
      const url = `http://127.0.0.1:${port}${target}`;
      await run('curl', [...always, '-u', `${as.accessKeyId}:${as.secretAccessKey}`, ...token, ...options, url]);
      const request = arrived.pop();
      if (request === undefined) throw new Error(`curl sent nothing to ${url}.`);
      return request;
    },
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
};

const run = promisify(execFile);

/** `-q` keeps the user's own settings out, `--noproxy` their proxy. */
const always = ['-q', '-sS', '--noproxy', '*', '--aws-sigv4', `aws:amz:${scope.region}:${scope.service}`];

const rawRequest = async (request: IncomingMessage): Promise<RawRequest> => {
  const [rawPath = '', ...query] = (request.url ?? '').split('?');
  const chunks: Buffer[] = await request.toArray();
  return {
    method: request.method ?? '',
    rawPath,
    rawQuery: query.join('?'),
    headers: request.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1] ?? '']] : [])),
    body: Buffer.concat(chunks),
    remoteAddress: request.socket.remoteAddress ?? '',
    receivedAt: new Date(),
  };
};
