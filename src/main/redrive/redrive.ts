import { giveAll, pendingReason, type Give } from './give.ts';
import { placed, readLetter, type Letter, type PlacedRecord, type Range, type UndeliveredEvent } from './letters.ts';
import { messageOf } from './message-of.ts';

/** A message of the dead-letter queue. */
export interface Message {
  readonly body: string;
  /** What deletes or releases it. */
  readonly receipt: string;
}

/** What sending again needs from AWS. */
export interface RedrivePorts {
  /** Some of the messages that wait, hidden from now on for long enough; none when all that wait are hidden. */
  receive(): Promise<readonly Message[]>;
  delete(message: Message): Promise<void>;
  /** Ends the hiding of a message. */
  release(message: Message): Promise<void>;
  /** Gives records to the stream function. */
  readonly give: Give;
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

interface Opened extends Message {
  readonly letter: Letter;
}

/** Messages that are not sent yet, in the order of the queue: why each would be kept. */
type Left = Map<Opened, string>;

/**
 * Sends what is in the dead letters again: records to the stream function, those of one product in order, and events to
 * the bus. A message is deleted once all of it went through. One that fails by itself is kept and holds no other up.
 * What is not deleted is released in the end, so that the next run finds it.
 */
export const redrive = async (ports: RedrivePorts): Promise<Redriven> => {
  const left: Left = new Map();
  let received = 0;
  try {
    await receiveAll(left, ports);
    received = left.size;
    await sendEvents(left, ports);
    await sendRecords(left, ports);
  } finally {
    await release(left, ports);
  }
  return { sent: received - left.size, kept: [...left].map(([{ body }, reason]) => ({ reason, body })) };
};

const receiveAll = async (left: Left, ports: RedrivePorts): Promise<void> => {
  for (;;) {
    const messages = await ports.receive();
    if (messages.length === 0) return;
    for (const message of messages) left.set(...opened(message));
  }
};

/** Never rejects, so that a failure before it shows; one of its own goes into the reason. */
const release = async (left: Left, ports: RedrivePorts): Promise<void> => {
  for (const [message, reason] of left) {
    const failure = await failureOf(ports.release(message));
    if (failure !== null) left.set(message, `${reason} It may stay hidden for a while: ${failure}`);
  }
};

const opened = (message: Message): [Opened, string] => {
  const letter = readLetter(message.body);
  const isKnown = letter.kind !== 'unknown';
  return [{ ...message, letter }, isKnown ? pendingReason : 'It is no event: see who sent it.'];
};

const done = async (message: Opened, left: Left, ports: RedrivePorts): Promise<void> => {
  const failure = await failureOf(ports.delete(message));
  if (failure === null) left.delete(message);
  else left.set(message, `It went through, but could not be deleted: ${failure}`);
};

const sendEvents = async (left: Left, ports: RedrivePorts): Promise<void> => {
  for (const message of left.keys()) {
    if (message.letter.kind !== 'event') continue;
    const failure = await failureOf(ports.put(message.letter.event));
    if (failure === null) await done(message, left, ports);
    else left.set(message, `It could not be put on the bus: ${failure}`);
  }
};

const failureOf = (attempt: Promise<unknown>): Promise<string | null> => attempt.then(() => null, messageOf);

const sendRecords = async (left: Left, ports: RedrivePorts): Promise<void> => {
  const records = await recordsOf(left, ports);
  const whyWaiting = await giveAll([...records.values()].flat(), ports.give);
  for (const [message, ofMessage] of records) {
    const [why] = ofMessage.flatMap((record) => whyWaiting(record) ?? []);
    if (why === undefined) await done(message, left, ports);
    else left.set(message, why);
  }
};

const recordsOf = async (left: Left, ports: RedrivePorts): Promise<Map<Opened, readonly PlacedRecord[]>> => {
  const records = new Map<Opened, readonly PlacedRecord[]>();
  for (const message of left.keys()) {
    const { letter } = message;
    if (letter.kind === 'record') records.set(message, [letter.record]);
    if (letter.kind !== 'range') continue;
    const found = await read(letter.range, ports);
    if (typeof found === 'string') left.set(message, found);
    else records.set(message, found);
  }
  return records;
};

/** The records of a range, or why there are none. */
const read = async (range: Range, ports: RedrivePorts): Promise<readonly PlacedRecord[] | string> => {
  try {
    const found = await ports.read(range);
    return found === null ? 'The stream has forgotten its records, which it keeps for a day.' : placed(found);
  } catch (thrown) {
    return `Its records could not be read: ${messageOf(thrown)}`;
  }
};
