import { once } from 'node:events';
import { createServer } from 'node:https';
import { selfSignedCertificate } from '../../support/tls-certificate.ts';
import { answerTo } from './items.ts';

/** Stands in for DynamoDB behind TLS on 127.0.0.1, and answers at once. */
export const startDynamoDbOverTls = async () => {
  const server = createServer(selfSignedCertificate(['localhost']), (request, response) => {
    const target = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    request.resume().on('end', () => {
      response.setHeader('Content-Type', 'application/x-amz-json-1.0').end(JSON.stringify(answerTo(target)));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in for DynamoDB has no port.');
  return {
    endpoint: `https://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
