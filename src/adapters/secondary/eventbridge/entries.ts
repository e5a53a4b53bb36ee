import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { maxEventBytes } from '../../../application/ports/event-publisher.ts';
import type { ProductEvent } from '../../../domain/events.ts';

/** An event as EventBridge takes it. */
export interface Entry {
  readonly productId: string;
  /** What it takes up of a request. */
  readonly bytes: number;
  /** What the event alone has, as UTF-8 JSON. */
  readonly eventBytes: number;
  readonly request: PutEventsRequestEntry;
}

/** The source of all events of the catalogue: rules match it. */
export const eventSource = 'product-catalogue';

// "Amazon EventBridge quotas": entries in one request; their bytes must be fewer than these.
const maxEntries = 10;
const tooManyBytes = 256 * 1024;

export const entryOf = (event: ProductEvent, busName: string): Entry => {
  const Detail = JSON.stringify(event);
  const eventBytes = Buffer.byteLength(Detail);
  return {
    productId: event.productId,
    eventBytes,
    bytes: eventBytes + eventSource.length + event.type.length + timeBytes,
    request: {
      EventBusName: busName,
      Source: eventSource,
      DetailType: event.type,
      Time: new Date(event.occurredAt),
      Detail,
    },
  };
};

// "Calculating PutEvents event entry size" in the EventBridge user guide.
const timeBytes = 14;

export const isTooLarge = ({ eventBytes }: Entry): boolean => eventBytes > maxEventBytes;

/**
 * Requests that together hold all entries. Entries of one product are in different requests, in their order: within a
 * request one may fail and a later one not.
 */
export const requestsOf = <E extends Pick<Entry, 'productId' | 'bytes'>>(entries: readonly E[]): E[][] => {
  const requests: { bytes: number; readonly entries: E[] }[] = [];
  const nextFor = new Map<string, number>();
  for (const entry of entries) {
    const hasRoom = ({ bytes, entries: { length } }: (typeof requests)[number]): boolean =>
      length < maxEntries && bytes + entry.bytes < tooManyBytes;
    const from = nextFor.get(entry.productId) ?? 0;
    const found = requests.findIndex((request, index) => index >= from && hasRoom(request));
    const index = found === -1 ? requests.push({ bytes: 0, entries: [] }) - 1 : found;
    const request = requests[index];
    if (request === undefined) throw new Error('There is no such request.');
    request.entries.push(entry);
    request.bytes += entry.bytes;
    nextFor.set(entry.productId, index + 1);
  }
  return requests.map((request) => request.entries);
};
