import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { DeadLetters } from '../../../application/ports/dead-letters.ts';
import type { EventPublisher } from '../../../application/ports/event-publisher.ts';
import type { Handled } from '../handled.ts';
import { tell } from './record-event.ts';

export interface StreamPorts {
  readonly publisher: EventPublisher;
  readonly deadLetters: DeadLetters;
}

/** What became of a record. */
type Fate =
  /** Its event is published, or it has none to tell. */
  | { readonly outcome: 'told' }
  /** It can never be told. */
  | { readonly outcome: 'dead'; readonly reason: string }
  | { readonly outcome: 'pending'; readonly cause: unknown };

/**
 * The table's stream in, events out, each at least once. A record that can never be told goes to the dead letters and
 * holds nobody up. Any other failure ends the batch: Lambda gives the first record that is pending again and all that
 * follow, so that those of one product stay in order. Never throws.
 */
export const createStreamHandler =
  ({ publisher, deadLetters }: StreamPorts) =>
  async ({ Records: records }: DynamoDBStreamEvent): Promise<Handled<DynamoDBBatchResponse>> => {
    const reasons: string[] = [];
    for (const [index, fate] of (await fatesOf(records, publisher)).entries()) {
      const record = records[index];
      const settled = fate.outcome === 'dead' ? await buried(deadLetters, fate.reason, record) : fate;
      if (settled.outcome === 'pending') return stoppedAt(record, settled.cause, reasons);
      if (fate.outcome === 'dead') reasons.push(fate.reason);
    }
    return { ...batch, ...verdict(reasons), response: { batchItemFailures: [] } };
  };

const batch = { operation: 'publishEvents', principal: 'stream' } as const;

const fatesOf = async (records: readonly DynamoDBRecord[], publisher: EventPublisher): Promise<Fate[]> => {
  const told = records.map(tell);
  const publications = await publisher.publish(told.flatMap((one) => ('event' in one ? (one.event ?? []) : [])));
  let next = 0;
  return told.map((one): Fate => {
    if ('unreadable' in one) return { outcome: 'dead', reason: one.unreadable };
    const publication = one.event === null ? { outcome: 'published' as const } : publications[next++];
    if (publication?.outcome === 'refused') return { outcome: 'dead', reason: publication.reason };
    return publication?.outcome === 'published'
      ? { outcome: 'told' }
      : { outcome: 'pending', cause: publication?.cause };
  });
};

const buried = (deadLetters: DeadLetters, reason: string, record: unknown): Promise<Fate> =>
  deadLetters.add({ reason, record }).then(
    () => ({ outcome: 'told' }),
    (cause: unknown) => ({ outcome: 'pending', cause }),
  );

const stoppedAt = (
  record: DynamoDBRecord | undefined,
  cause: unknown,
  reasons: readonly string[],
): Handled<DynamoDBBatchResponse> => ({
  ...batch,
  code: 'SERVICE_UNAVAILABLE',
  // What was put aside does not come again, so that no other line tells of it.
  cause: reasons.length === 0 ? cause : new Error(`${String(cause)} ${putAside(reasons)}`, { cause }),
  // Lambda takes an empty identifier for the failure of the whole batch.
  response: { batchItemFailures: [{ itemIdentifier: record?.dynamodb?.SequenceNumber ?? '' }] },
});

const verdict = (reasons: readonly string[]): Pick<Handled<unknown>, 'code' | 'cause'> =>
  reasons.length === 0 ? { code: 'OK' } : { code: 'INTERNAL', cause: new Error(putAside(reasons)) };

const putAside = (reasons: readonly string[]): string =>
  `Records that went to the dead letters: ${reasons.length}. The first: ${reasons[0]}`;
