import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { startJsonService, type JsonAnswer, type JsonService } from './json-service.ts';

export interface TestQueue extends JsonService {
  readonly url: string;
  /** The bodies of the messages that wait, oldest first. */
  bodies(): readonly string[];
  put(body: string): void;
  fail(code: string | null): void;
}

const send = z.object({ QueueUrl: z.string(), MessageBody: z.string().check(z.maxLength(256 * 1024)) });
const remove = z.object({ ReceiptHandle: z.string() });
const receive = z.object({ MaxNumberOfMessages: z.optional(z.number()) });

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A queue for tests. What was received stays hidden until it is deleted or `close` is called. */
export const startTestQueue = async (): Promise<TestQueue> => {
  const waiting = new Map<string, string>();
  const hidden = new Set<string>();
  let messages = 0;
  let failure: string | null = null;
  const put = (body: string): string => {
    const id = String(++messages);
    waiting.set(id, body);
    return id;
  };
  const take = (count: number) => {
    const taken = [...waiting].filter(([id]) => !hidden.has(id)).slice(0, count);
    for (const [id] of taken) hidden.add(id);
    return taken.map(([id, body]) => ({ MessageId: id, ReceiptHandle: id, Body: body, MD5OfBody: md5(body) }));
  };
  const answers: Record<string, (body: unknown) => JsonAnswer> = {
    SendMessage: (body) => {
      const { MessageBody } = send.parse(body);
      return { result: { MessageId: put(MessageBody), MD5OfMessageBody: md5(MessageBody) } };
    },
    ReceiveMessage: (body) => ({ result: { Messages: take(receive.parse(body).MaxNumberOfMessages ?? 1) } }),
    DeleteMessage: (body) => {
      waiting.delete(remove.parse(body).ReceiptHandle);
      return { result: {} };
    },
  };
  const service = await startJsonService((operation, body) =>
    failure === null
      ? (answers[operation]?.(body) ?? { error: 'UnsupportedOperation' })
      : { error: failure, status: 400 },
  );
  return {
    ...service,
    url: `${service.endpoint.endpoint}/000000000000/dead-letters`,
    bodies: () => [...waiting.values()],
    put,
    fail: (code) => {
      failure = code;
    },
  };
};
