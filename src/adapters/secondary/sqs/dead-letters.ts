import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { DeadLetter, DeadLetters } from '../../../application/ports/dead-letters.ts';

// "Amazon SQS message quotas" grew to 1 MiB; every queue takes 256 KiB.
const maxBytes = 256 * 1024;

/**
 * Dead letters as messages of an SQS queue, each the JSON of its letter.
 * @param deadline how many milliseconds a letter may take: the client alone waits for ever for the rest of an answer
 */
export const createSqsDeadLetters = (client: SQSClient, queueUrl: string, deadline = 8_000): DeadLetters => ({
  async add(letter) {
    const message = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: messageOf(letter) });
    await client.send(message, { abortSignal: AbortSignal.timeout(deadline) });
  },
});

const messageOf = (letter: DeadLetter): string => {
  const whole = jsonOf(letter);
  return Buffer.byteLength(whole) <= maxBytes ? whole : jsonOf(abridged(letter));
};

// "SendMessage" in the API reference names the characters of a message. JSON escapes the others of itself.
const notTaken = /[\uFFFE\uFFFF]/g;

const jsonOf = (letter: DeadLetter): string =>
  JSON.stringify(letter).replace(notTaken, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

const withImages = z.looseObject({
  dynamodb: z.looseObject({ NewImage: z.optional(z.unknown()), OldImage: z.optional(z.unknown()) }),
});

/** A letter without the images of the item, where they are larger than a message: keys and sequence number remain. */
const abridged = ({ reason, record }: DeadLetter): DeadLetter => {
  const parsed = withImages.safeParse(record);
  if (!parsed.success) throw new Error('A dead letter that is no stream record is too large to be kept.');
  const { NewImage: _new, OldImage: _old, ...dynamodb } = parsed.data.dynamodb;
  return { reason: `${reason} The images were too large to be kept.`, record: { ...parsed.data, dynamodb } };
};
