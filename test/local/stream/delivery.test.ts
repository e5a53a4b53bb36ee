import * as fc from 'fast-check';
import type { Invocation } from '../../../src/local/lambda.ts';
import { deliver } from '../../../src/local/stream/delivery.ts';
import type { LambdaRecord } from '../../../src/main/redrive/lambda-record.ts';

const records = (count: number): LambdaRecord[] =>
  Array.from({ length: count }, (_, n) => ({
    eventName: 'INSERT' as const,
    dynamodb: { SequenceNumber: String(n + 1), ApproximateCreationDateTime: 0 },
  }));
const numbersOf = (batch: readonly LambdaRecord[]): number[] =>
  batch.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));

type Answer = (batch: readonly number[], call: number) => Invocation;
const crash: Invocation = { error: { type: 'Error', message: 'crash' } };
const failedAt = (...numbers: readonly (number | string)[]): Invocation => ({
  payload: { batchItemFailures: numbers.map((number) => ({ itemIdentifier: String(number) })) },
});
const done: Invocation = { payload: { batchItemFailures: [] } };

/** Hands over so many records; tells what the function was given, what was given up and how far all is handled. */
const run = async (count: number, answer: Answer, retryAttempts = 2) => {
  const batches: number[][] = [];
  const given: number[][] = [];
  const reached: number[] = [];
  let retries = 0;
  await deliver(records(count), {
    retryAttempts,
    invoke: async (event) => {
      const { Records: batch }: { Records: LambdaRecord[] } = JSON.parse(JSON.stringify(event));
      batches.push(numbersOf(batch));
      return answer(numbersOf(batch), batches.length);
    },
    pause: async () => {
      retries += 1;
    },
    giveUp: async (batch) => {
      given.push(numbersOf(batch));
    },
    advance: (number) => reached.push(Number(number)),
  });
  return { batches, given, reached, retries };
};

describe('the delivery of a batch', () => {
  it.each<[string, Invocation]>([
    ['an empty list', done],
    ['no list', { payload: {} }],
    ['null', { payload: null }],
  ])('is over when the function answers with %s', async (_, answer) => {
    expect(await run(3, () => answer)).toEqual({ batches: [[1, 2, 3]], given: [], reached: [3], retries: 0 });
  });

  it('goes on at the first record that the function names, without counting as a retry', async () => {
    const { batches, reached, retries } = await run(5, (_, call) => (call === 1 ? failedAt(4, 3) : done));
    expect([batches, reached, retries]).toEqual([
      [
        [1, 2, 3, 4, 5],
        [3, 4, 5],
      ],
      [2, 5],
      0,
    ]);
  });

  it('is tried again when the first record fails, and given up after the last retry', async () => {
    const { batches, given, reached, retries } = await run(2, () => failedAt(1));
    expect([batches.length, retries]).toEqual([3, 2]);
    expect([given, reached]).toEqual([[[1, 2]], [2]]);
  });

  it('narrows a crash down to the record that is to blame', async () => {
    const { given, batches } = await run(8, (batch) => (batch.includes(6) ? crash : done), 1);
    expect(given).toEqual([[6]]);
    expect(batches.filter((batch) => !batch.includes(6)).flat()).toEqual([1, 2, 3, 4, 5, 7, 8]);
  });

  it.each<[string, Invocation]>([
    ['names a record that was not in the batch', failedAt(99)],
    ['names an empty identifier', failedAt('')],
    ['answers with another shape', { payload: { batchItemFailures: 'all' } }],
  ])('takes it for a failure of the whole when the function %s', async (_, answer) => {
    const { batches } = await run(2, (_batch, call) => (call === 1 ? answer : done));
    expect(batches).toEqual([[1, 2], [1], [2]]);
  });

  it('handles or gives up every record, in order, whatever the function does', async () => {
    const faults = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('crash', 'named')), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), faults, async (count, plan) => {
        const handled: number[] = [];
        const { given, reached } = await run(count, (batch, call) => {
          const [number, kind] = plan[call - 1] ?? [];
          if (kind === 'crash') return crash;
          const index = number === undefined ? -1 : batch.indexOf(number);
          handled.push(...(index === -1 ? batch : batch.slice(0, index)));
          return index === -1 ? done : failedAt(batch[index] ?? '');
        });
        const settled = [...handled, ...given.flat()];
        expect([...new Set(settled)].toSorted((a, b) => a - b)).toEqual(numbersOf(records(count)));
        expect(handled).toEqual(handled.toSorted((a, b) => a - b));
        expect(reached.at(-1)).toBe(count);
      }),
    );
  });
});
