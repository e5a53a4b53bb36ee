import { PutEventsCommand, type EventBridgeClient, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { maxEventBytes, type EventPublisher, type Publication } from '../../../application/ports/event-publisher.ts';
import { entryOf, isTooLarge, requestsOf, type Entry } from './entries.ts';

export interface EventBridgeSettings {
  readonly client: EventBridgeClient;
  /** Name or ARN. */
  readonly busName: string;
  /** How many milliseconds may pass before what is not yet sent is left pending. */
  readonly deadline?: number;
}

const maxRounds = 3;
const longestPause = 200;

// "PutEventsResultEntry" in the API reference: what EventBridge holds against the event itself. Its other errors pass,
// or end when somebody mends the rights of the function.
const refusals = new Set(['InvalidArgument', 'MalformedDetail']);

/** Events on an EventBridge bus, request after request until one cannot be sent whole. */
export const createEventBridgePublisher = ({
  client,
  busName,
  deadline = 20_000,
}: EventBridgeSettings): EventPublisher => ({
  async publish(events) {
    const abortSignal = AbortSignal.timeout(deadline);
    const entries = events.map((event) => entryOf(event, busName));
    const fates = new Map<Entry, Publication>(entries.filter(isTooLarge).map((entry) => [entry, tooLarge]));
    for (const request of requestsOf(entries.filter((entry) => !isTooLarge(entry)))) {
      for (const [entry, publication] of await send(client, request, abortSignal)) fates.set(entry, publication);
      if (request.some((entry) => fates.get(entry)?.outcome === 'pending')) break;
    }
    return entries.map((entry) => fates.get(entry) ?? notSent);
  },
});

const notSent: Publication = { outcome: 'pending', cause: new Error('An event before it could not be published.') };
const tooLarge: Publication = { outcome: 'refused', reason: `The event has more than ${maxEventBytes} bytes.` };

/** Sends the entries of one request, and again those that fail: it may fail in parts. */
const send = async (
  client: EventBridgeClient,
  request: readonly Entry[],
  abortSignal: AbortSignal,
): Promise<Map<Entry, Publication>> => {
  const fates = new Map<Entry, Publication>();
  let left = request;
  for (let round = 1; left.length > 0; round++) {
    const answer = await put(client, left, abortSignal);
    for (const [index, entry] of left.entries()) fates.set(entry, publicationOf(answer, index));
    left = left.filter((entry) => fates.get(entry)?.outcome === 'pending');
    // Where the whole request fails, the SDK has tried again already.
    if ('cause' in answer || round === maxRounds || abortSignal.aborted) break;
    if (left.length > 0) await pause(round);
  }
  return fates;
};

type Answer = { readonly results: readonly PutEventsResultEntry[] } | { readonly cause: unknown };

const put = (client: EventBridgeClient, entries: readonly Entry[], abortSignal: AbortSignal): Promise<Answer> =>
  client.send(new PutEventsCommand({ Entries: entries.map(({ request }) => request) }), { abortSignal }).then(
    ({ Entries: results = [] }) => ({ results }),
    (cause: unknown) => ({ cause }),
  );

const publicationOf = (answer: Answer, index: number): Publication => {
  if ('cause' in answer) return { outcome: 'pending', cause: answer.cause };
  const { EventId: id, ErrorCode: code = 'no answer', ErrorMessage: message = '' } = answer.results[index] ?? {};
  if (id !== undefined) return { outcome: 'published' };
  return refusals.has(code)
    ? { outcome: 'refused', reason: `EventBridge refuses the event: ${code}.` }
    : { outcome: 'pending', cause: new Error(`EventBridge did not take the event: ${code} ${message}`) };
};

/** Full jitter, so that the functions of many shards do not come back at once. */
const pause = (round: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * longestPause * 2 ** round));
