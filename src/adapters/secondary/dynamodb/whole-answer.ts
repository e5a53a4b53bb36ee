import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';

/**
 * Lets no answer through but a whole one, read within so many milliseconds. By itself the SDK waits for ever for a
 * body that has stopped coming, and takes an empty one for `{}`: a product that is not there, an update of nothing.
 * Any other answer counts as lost, so that the request is repeated.
 */
export const expectWholeAnswers = (client: DynamoDBClient, milliseconds: number): void => {
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { response } = answer;
      if (HttpResponse.isInstance(response) && response.body instanceof Readable) {
        response.body = wholeObject(await bytesOf(response.body, milliseconds));
      }
      return answer;
    },
    // Inside the retries, and before the answer is parsed.
    { name: 'wholeAnswer', step: 'deserialize', priority: 'low' },
  );
};

const bytesOf = (body: Readable, milliseconds: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const timer = setTimeout(() => body.destroy(lost('did not come to its end in time')), milliseconds);
    body
      .on('data', (chunk: Uint8Array) => chunks.push(chunk))
      .once('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)))
      .once('error', reject)
      .once('close', () => {
        clearTimeout(timer);
        reject(lost('was broken off'));
      });
  });

const [openingBrace, closingBrace] = Buffer.from('{}');

/** All that DynamoDB says is a JSON object; the SDK parses it, this only looks at its ends. */
const wholeObject = (bytes: Uint8Array): Uint8Array => {
  if (bytes.at(0) === openingBrace && bytes.at(-1) === closingBrace) return bytes;
  throw lost('is no JSON object');
};

/** `$retryable` is how errors tell the SDK's retry strategy to go on. */
const lost = (what: string): Error => Object.assign(new Error(`The answer of the store ${what}.`), { $retryable: {} });
