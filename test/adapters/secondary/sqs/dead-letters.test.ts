import { createSqsClient } from '../../../../src/adapters/secondary/sqs/client.ts';
import { createSqsDeadLetters } from '../../../../src/adapters/secondary/sqs/dead-letters.ts';
import type { DeadLetters } from '../../../../src/application/ports/dead-letters.ts';
import { startJsonService } from '../../../support/aws/json-service.ts';
import { startTestQueue, type TestQueue } from '../../../support/aws/sqs.ts';
import { living } from '../../../support/products.ts';
import { recordOf } from '../../../support/stream-records.ts';

let queue: TestQueue;
let client: ReturnType<typeof createSqsClient>;
let deadLetters: DeadLetters;
beforeEach(async () => {
  queue = await startTestQueue();
  client = createSqsClient(queue.endpoint);
  deadLetters = createSqsDeadLetters(client, queue.url);
});
afterEach(async () => {
  client.destroy();
  await queue.close();
});

describe('dead letters in SQS', () => {
  it('are kept whole', async () => {
    const letter = { reason: 'It has no name.', record: recordOf(null, living()) };
    await deadLetters.add(letter);
    expect(queue.bodies().map((body) => JSON.parse(body))).toEqual([letter]);
  });

  it.each([
    ['of controls', String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code))],
    ['at the end of the first plane', '\uD7FF\uE000\uFFFD\uFFFE\uFFFF'],
    ['of other planes', '\u{10000}🪑\u{1FFFE}\u{10FFFF}'],
    ['that are half of a pair', '\uD83E and \uDE91'],
  ])('are kept whole whatever they are written with, such as characters %s', async (_, name) => {
    const letter = { reason: `It has a name with ${name}.`, record: recordOf(null, living({ name })) };
    await deadLetters.add(letter);
    expect(queue.bodies().map((body) => JSON.parse(body))).toEqual([letter]);
  });

  it.each([
    ['as it is written', '\uFFFF'.repeat(50_000)],
    ['in bytes', '🪑'.repeat(70_000)],
  ])('are no larger than a message, %s', async (_, name) => {
    const record = recordOf(null, living({ name }));
    await deadLetters.add({ reason: 'It is too large.', record });
    expect(queue.bodies()).toEqual([expect.stringContaining('too large to be kept')]);
  });

  it('are kept without their images when they are larger than a message', async () => {
    const record = recordOf(null, living({ name: 'x'.repeat(300_000) }));
    await deadLetters.add({ reason: 'It is too large.', record });
    const { NewImage: _, ...dynamodb } = record.dynamodb ?? {};
    expect(queue.bodies().map((body) => JSON.parse(body))).toEqual([
      { reason: expect.stringContaining('too large to be kept'), record: { ...record, dynamodb } },
    ]);
  });

  it('tell when they could not be kept', async () => {
    queue.fail('AccessDenied');
    await expect(deadLetters.add({ reason: '', record: {} })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('are given up when an answer stops half-way', async () => {
    const stalled = await startJsonService(() => 'stall');
    const ofStalled = createSqsClient(stalled.endpoint);
    const letters = createSqsDeadLetters(ofStalled, `${stalled.endpoint.endpoint}/0/letters`, 50);
    await expect(letters.add({ reason: '', record: {} })).rejects.toThrow(/abort/i);
    ofStalled.destroy();
    await stalled.close();
  });
});
