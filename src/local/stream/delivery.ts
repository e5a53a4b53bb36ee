import * as z from 'zod/mini';
import type { LambdaRecord } from '../../main/redrive/lambda-record.ts';
import type { Invocation, Invoke } from '../lambda.ts';

export interface DeliveryOptions {
  readonly invoke: Invoke;
  /** How often a batch is tried again before it is given up. */
  readonly retryAttempts: number;
  /** Passes the time before a batch is tried again; rejects when there is no more time. */
  readonly pause: (retries: number) => Promise<void>;
  /** Told of a batch that was given up: `OnFailure` of the event source mapping. */
  readonly giveUp: (records: readonly LambdaRecord[]) => Promise<void>;
  /** Told of each record up to which all is handled or given up. */
  readonly advance: (sequenceNumber: string) => void;
}

interface Chunk {
  readonly records: readonly LambdaRecord[];
  readonly retries: number;
}

const answer = z.nullish(z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string() }))) }));

/**
 * Hands records to a function as Lambda's event source mapping does, with `ReportBatchItemFailures` and
 * `BisectBatchOnFunctionError` ("Using Lambda to process records from Amazon DynamoDB Streams"): what comes after a
 * failure waits until it is handled or given up. A batch is split at the record that the function names, else in the
 * middle; splitting does not count as trying.
 */
export const deliver = async (records: readonly LambdaRecord[], options: DeliveryOptions): Promise<void> => {
  const waiting: Chunk[] = [{ records, retries: 0 }];
  for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
    waiting.unshift(...(await attempt(chunk, options)));
  }
};

/** What of a chunk is still to be handled. */
const attempt = async ({ records, retries }: Chunk, options: DeliveryOptions): Promise<Chunk[]> => {
  const failure = failureOf(await options.invoke({ Records: records }), records);
  const handled = failure === null ? records : records.slice(0, failure.index);
  const last = handled.at(-1);
  if (last !== undefined) options.advance(last.dynamodb.SequenceNumber);
  if (failure === null) return [];
  if (handled.length > 0) return [{ records: records.slice(failure.index), retries }];
  if (failure.ofWhole && records.length > 1) return halves(records).map((half) => ({ records: half, retries }));
  if (retries < options.retryAttempts) {
    await options.pause(retries);
    return [{ records, retries: retries + 1 }];
  }
  await options.giveUp(records);
  options.advance(records.at(-1)?.dynamodb.SequenceNumber ?? '');
  return [];
};

interface Failure {
  /** Of the first record that is not handled. */
  readonly index: number;
  /** The function has named no record. */
  readonly ofWhole: boolean;
}

const failureOf = (invocation: Invocation, records: readonly LambdaRecord[]): Failure | null => {
  const whole = { index: 0, ofWhole: true };
  if ('error' in invocation) return whole;
  const { success, data } = answer.safeParse(invocation.payload);
  if (!success) return whole;
  const named = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  if (named.length === 0) return null;
  return named.includes(-1) ? whole : { index: Math.min(...named), ofWhole: false };
};

const halves = <T>(items: readonly T[]): (readonly T[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};
