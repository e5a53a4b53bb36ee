import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRawRequest } from '../../src/local/raw-http.ts';
import type { RawRequest } from '../../src/local/raw-request.ts';
import { selfSignedCertificate } from './tls-certificate.ts';

/** A DynamoDB as a function in Lambda meets it: behind TLS, under AWS's host names. */
export interface DynamoDbOverTls {
  readonly port: number;
  /** The file of the certificate that clients must trust. */
  readonly certificateFile: string;
  /** Every request so far. */
  readonly requests: readonly RawRequest[];
  /** Answers the next request so, in place of the engine. */
  answerNext(status: number, body: object | ((request: RawRequest) => object)): void;
  close(): Promise<void>;
}

/** Hands every request on to an engine that speaks plain HTTP. */
export const startDynamoDbOverTls = async (engine: string, hostNames: readonly string[]) => {
  const certificate = selfSignedCertificate(hostNames);
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const certificateFile = join(folder, 'certificate.pem');
  writeFileSync(certificateFile, certificate.cert);
  const requests: RawRequest[] = [];
  const answers: Parameters<DynamoDbOverTls['answerNext']>[] = [];
  const server = createServer(certificate, (incoming, outgoing) => {
    const answer = async () => {
      const received = await readRawRequest(incoming);
      requests.push(received);
      const [status, body] = answers.shift() ?? [];
      if (status !== undefined) {
        return outgoing.writeHead(status).end(JSON.stringify(typeof body === 'function' ? body(received) : body));
      }
      const { method, headers } = incoming;
      const onward = request(engine, { method: method ?? 'POST', headers }, (answered) => {
        outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(outgoing);
      });
      return onward.once('error', () => outgoing.destroy()).end(received.body);
    };
    void answer();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in for DynamoDB has no port.');
  const started: DynamoDbOverTls = {
    port: address.port,
    certificateFile,
    requests,
    answerNext: (...answer) => answers.push(answer),
    close: async () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
  return started;
};
