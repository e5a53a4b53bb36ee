import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundle } from '../../infra/bundle.ts';
import { newProduct } from '../../src/domain/product.ts';
import { headerValues } from '../../src/local/raw-request.ts';
import { startBundledFunction } from '../support/bundled-function.ts';
import { startDynamoDbOverTls } from '../support/dynamodb-over-tls.ts';
import { recordOf, recordWith } from '../support/stream-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'stream-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hosts = ['events.eu-central-1.amazonaws.com', 'sqs.eu-central-1.amazonaws.com'];

/** The function on the table's stream, with stand-ins for EventBridge and SQS that answer as they are told to. */
const start = async () => {
  const { directory } = await bundle(process.cwd(), 'stream', folder);
  const aws = await startDynamoDbOverTls('http://127.0.0.1:9', hosts);
  const environment = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
    AWS_SECRET_ACCESS_KEY: 'secret-of-the-function',
    AWS_SESSION_TOKEN: 'token-of-the-function',
    EVENT_BUS_NAME: 'products',
    DEAD_LETTER_QUEUE_URL: `https://${hosts[1]}/000000000000/dead-letters`,
    NODE_EXTRA_CA_CERTS: aws.certificateFile,
  };
  const started = await startBundledFunction({ directory, environment, port: aws.port });
  return { aws, started };
};

const messageOf = (body: Buffer): string =>
  z.object({ MessageBody: z.string() }).parse(JSON.parse(String(body))).MessageBody;
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

describe('the bundled stream function', () => {
  it('publishes to EventBridge and buries in SQS, with the credentials of its environment', async () => {
    const { aws, started } = await start();
    try {
      aws.answerNext(200, { FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] });
      const product = newProduct(
        { name: 'Chair', description: null },
        'f0e1d2c3-0000-4000-8000-000000000001',
        new Date(0),
      );
      const told = await started.invoke({ Records: [recordOf(null, { product, deletedAt: null })] });
      expect(told).toEqual({ batchItemFailures: [] });
      // The SDK compares the hash of what SQS has taken.
      aws.answerNext(200, ({ body }) => ({ MessageId: 'message-1', MD5OfMessageBody: md5(messageOf(body)) }));
      const poison = recordWith(undefined, { id: { S: 'poison' } });
      expect(await started.invoke({ Records: [poison] })).toEqual({ batchItemFailures: [] });
      expect(aws.requests.map((request) => headerValues(request, 'host').join())).toEqual(hosts);
      for (const request of aws.requests) {
        expect(headerValues(request, 'x-amz-security-token')).toEqual(['token-of-the-function']);
        expect(headerValues(request, 'authorization').join()).toContain('Credential=ASIAFUNCTION00000000/');
      }
    } finally {
      await started.close();
      await aws.close();
    }
  });
});
