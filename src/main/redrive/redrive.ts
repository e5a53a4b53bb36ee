import { placed, readLetter, type Letter, type PlacedRecord, type Range, type UndeliveredEvent } from './letters.ts';

/** A message of the dead-letter queue. */
export interface Message {
  readonly body: string;
  /** What deletes it. */
  readonly receipt: string;
}

/** What sending again needs from AWS. */
export interface RedrivePorts {
  /** All messages that wait, hidden from others for long enough. */
  receiveAll(): Promise<readonly Message[]>;
  delete(message: Message): Promise<void>;
  /** Gives records to the stream function; the sequence numbers of those that are pending, and of all after them. */
  give(records: readonly PlacedRecord[]): Promise<readonly string[]>;
  /** The records of a range, null when the stream has forgotten them. */
  read(range: Range): Promise<readonly unknown[] | null>;
  /** Puts an event on the bus again. */
  put(event: UndeliveredEvent): Promise<void>;
}

export interface Redriven {
  /** Messages whose records or events went through. Those that still cannot be told are back in the queue, anew. */
  readonly sent: number;
  /** Messages that stay: why, and their bodies. */
  readonly kept: readonly { readonly reason: string; readonly body: string }[];
}

interface Opened {
  readonly message: Message;
  readonly letter: Letter;
}

const batchSize = 100;

/**
 * Sends what is in the dead letters again: records to the stream function, those of one product in order, and events to
 * the bus. A message is deleted once all of it went through.
 */
export const redrive = async (ports: RedrivePorts): Promise<Redriven> => {
  const kept: { reason: string; body: string }[] = [];
  const keep = ({ body }: Message, reason: string): number => kept.push({ reason, body });
  const opened = (await ports.receiveAll()).map((message): Opened => ({ message, letter: readLetter(message.body) }));
  let sent = 0;
  const done = async (message: Message): Promise<void> => {
    await ports.delete(message);
    sent += 1;
  };

  for (const { message, letter } of opened) {
    if (letter.kind === 'unknown') keep(message, 'It is no event: see who sent it.');
    if (letter.kind !== 'event') continue;
    await ports.put(letter.event);
    await done(message);
  }
  const records = await recordsOf(opened, ports, keep);
  const pending = new Set(await give([...records.values()].flat(), ports));
  for (const [message, ofMessage] of records) {
    if (ofMessage.some((record) => pending.has(numberOf(record)))) keep(message, 'It is pending: try again shortly.');
    else await done(message);
  }
  return { sent, kept };
};

const recordsOf = async (
  opened: readonly Opened[],
  ports: RedrivePorts,
  keep: (message: Message, reason: string) => void,
): Promise<Map<Message, readonly PlacedRecord[]>> => {
  const records = new Map<Message, readonly PlacedRecord[]>();
  for (const { message, letter } of opened) {
    if (letter.kind === 'record') records.set(message, [letter.record]);
    if (letter.kind !== 'range') continue;
    const found = await ports.read(letter.range);
    if (found === null) keep(message, 'The stream has forgotten its records, which it keeps for a day.');
    else records.set(message, placed(found));
  }
  return records;
};

/** Gives all records, each once and in the order of their products; what is pending. */
const give = async (records: readonly PlacedRecord[], ports: RedrivePorts): Promise<string[]> => {
  const ordered = [...new Map(records.map((record) => [numberOf(record), record])).values()].sort(inOrder);
  const pending: string[] = [];
  for (let from = 0; from < ordered.length; from += batchSize) {
    pending.push(...(await ports.give(ordered.slice(from, from + batchSize))));
    if (pending.length > 0) return [...pending, ...ordered.slice(from + batchSize).map(numberOf)];
  }
  return pending;
};

const numberOf = ({ dynamodb }: PlacedRecord): string => dynamodb.SequenceNumber;

/** The sequence numbers of one product only grow. */
const inOrder = (one: PlacedRecord, other: PlacedRecord): number => {
  const [a, b] = [one, other].map(({ dynamodb }) => dynamodb.Keys.id.S);
  if (a !== b) return String(a) < String(b) ? -1 : 1;
  return BigInt(numberOf(one)) < BigInt(numberOf(other)) ? -1 : 1;
};
