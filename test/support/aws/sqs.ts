import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { startJsonService, type JsonAnswer, type JsonService } from './json-service.ts';

export interface TestQueue extends JsonService {
  readonly url: string;
  /** The bodies of the messages that wait, oldest first. */
  bodies(): readonly string[];
  put(body: string): void;
  /** Fails with an error from now on, null for none; perhaps only some calls, by their operation. */
  fail(code: string | null, isUnlucky?: (operation: string) => boolean): void;
}

const send = z.object({ QueueUrl: z.string(), MessageBody: z.string() });
const remove = z.object({ ReceiptHandle: z.string() });
const change = z.object({ ReceiptHandle: z.string(), VisibilityTimeout: z.number() });
const receive = z.object({ MaxNumberOfMessages: z.optional(z.number()) });

// "SendMessage" in the API reference.
const takes = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A queue for tests. What was received stays hidden until it is deleted or made visible: time does nothing to it. */
export const startTestQueue = async (): Promise<TestQueue> => {
  const waiting = new Map<string, string>();
  const hidden = new Set<string>();
  let messages = 0;
  let failureOf = (_: string): string | null => null;
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
      if (Buffer.byteLength(MessageBody) > 256 * 1024) return { error: 'InvalidParameterValue' };
      if (!takes.test(MessageBody)) return { error: 'InvalidMessageContents' };
      return { result: { MessageId: put(MessageBody), MD5OfMessageBody: md5(MessageBody) } };
    },
    ReceiveMessage: (body) => ({ result: { Messages: take(receive.parse(body).MaxNumberOfMessages ?? 1) } }),
    DeleteMessage: (body) => {
      const { ReceiptHandle } = remove.parse(body);
      waiting.delete(ReceiptHandle);
      hidden.delete(ReceiptHandle);
      return { result: {} };
    },
    ChangeMessageVisibility: (body) => {
      const { ReceiptHandle, VisibilityTimeout } = change.parse(body);
      if (!hidden.has(ReceiptHandle)) return { error: 'MessageNotInflight' };
      if (VisibilityTimeout === 0) hidden.delete(ReceiptHandle);
      return { result: {} };
    },
  };
  const service = await startJsonService((operation, body) => {
    const failure = failureOf(operation);
    return failure === null
      ? (answers[operation]?.(body) ?? { error: 'UnsupportedOperation' })
      : { error: failure, status: 400 };
  });
  return {
    ...service,
    url: `${service.endpoint.endpoint}/000000000000/dead-letters`,
    bodies: () => [...waiting.values()],
    put,
    fail: (code, isUnlucky = () => true) => {
      failureOf = (operation) => (isUnlucky(operation) ? code : null);
    },
  };
};
