import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';

/**
 * Takes an answer that is not whole as lost, so that the request is repeated: one that does not come to its end within
 * so many milliseconds, or is no JSON object, as all of DynamoDB's are. By itself the SDK waits for ever for a body that
 * has stopped coming, takes an empty one for `{}`, a product that is not there, and does not repeat after broken JSON.
 */
export const expectWholeAnswers = ({ middlewareStack }: DynamoDBClient, milliseconds: number): void => {
  middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { response } = answer;
      if (HttpResponse.isInstance(response) && response.body instanceof Readable) {
        const body = await bytesOf(response.body, milliseconds);
        if (body[0] !== openingBrace) throw lost('is no JSON object');
        response.body = body;
      }
      return answer;
    },
    // Inside the retries, as all of this step, and before the answer is parsed.
    { name: 'wholeAnswer', step: 'deserialize', priority: 'low' },
  );
  middlewareStack.add((next) => (args) => next(args).catch(unlessUnreadable), {
    name: 'readableAnswer',
    step: 'deserialize',
    priority: 'high',
  });
};

const [openingBrace] = Buffer.from('{');

const unlessUnreadable = (thrown: unknown): never => {
  throw thrown instanceof SyntaxError ? lost('is broken JSON') : thrown;
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
        if (!body.readableEnded) reject(lost('was broken off'));
      });
  });

/** `$retryable` is how errors tell the SDK's retry strategy to go on. */
const lost = (what: string): Error => Object.assign(new Error(`The answer of the store ${what}.`), { $retryable: {} });
