import type { PlacedRecord } from './letters.ts';
import { messageOf } from './message-of.ts';

/** What came of records that the stream function was given. */
export type Given =
  /** So many of them, the first ones, are told or in the dead letters anew; what follows is pending. */
  | { readonly done: number }
  /** The function died, or they were too large for it: nobody knows which of them is to blame. */
  | { readonly failure: string };

/** Rejects when the function cannot be called at all. */
export type Give = (records: readonly PlacedRecord[]) => Promise<Given>;

/** Why a record still waits; undefined once it is done. */
export type WhyWaiting = (record: PlacedRecord) => string | undefined;

export const pendingReason = 'It is pending: try again shortly.';

const batchSize = 100;

/**
 * Gives all records, each once and in the order of their products. As Lambda does, it halves a batch that fails, until
 * the record to blame is alone. Ends early when a record is pending, when the function cannot be called, and when it
 * has done nothing but fail on as many single records as are in a batch.
 */
export const giveAll = async (records: readonly PlacedRecord[], give: Give): Promise<WhyWaiting> => {
  const done = new Set<string>();
  const failures = new Map<string, string>();
  const batches = batchesOf([...new Map(records.map((record) => [keyOf(record), record])).values()].sort(inOrder));
  let why = pendingReason;
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    const given = await give(batch).catch((thrown: unknown): Given => {
      why = `The stream function could not be called: ${messageOf(thrown)}`;
      return { done: 0 };
    });
    if ('done' in given) {
      for (const record of batch.slice(0, given.done)) done.add(keyOf(record));
      if (given.done < batch.length) break;
    } else if (batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      batches.unshift(batch.slice(0, middle), batch.slice(middle));
    } else {
      for (const record of batch) failures.set(keyOf(record), `The stream function failed: ${given.failure}`);
      if (done.size === 0 && failures.size === batchSize) break;
    }
  }
  return (record) => (done.has(keyOf(record)) ? undefined : (failures.get(keyOf(record)) ?? why));
};

const batchesOf = (records: readonly PlacedRecord[]): PlacedRecord[][] =>
  Array.from({ length: Math.ceil(records.length / batchSize) }, (_, index) =>
    records.slice(index * batchSize, (index + 1) * batchSize),
  );

const idOf = ({ dynamodb }: PlacedRecord): string => dynamodb.Keys.id.S;
const numberOf = ({ dynamodb }: PlacedRecord): string => dynamodb.SequenceNumber;

/** A sequence number is one of its shard. */
const keyOf = (record: PlacedRecord): string => `${idOf(record)}/${numberOf(record)}`;

/** The sequence numbers of one product only grow. */
const inOrder = (one: PlacedRecord, other: PlacedRecord): number => {
  if (idOf(one) !== idOf(other)) return idOf(one) < idOf(other) ? -1 : 1;
  return BigInt(numberOf(one)) < BigInt(numberOf(other)) ? -1 : 1;
};
