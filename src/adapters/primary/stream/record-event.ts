import * as z from 'zod/mini';
import { productEvent, type ProductEvent } from '../../../domain/events.ts';
import { storedState } from './stored-state.ts';

const seconds = z.number();
const absent = z.optional(z.undefined());

// Each kind of record must have its images: a stream without them would seem to tell nothing.
const streamRecord = z.discriminatedUnion('eventName', [
  z.object({
    eventName: z.literal('INSERT'),
    dynamodb: z.object({ ApproximateCreationDateTime: seconds, OldImage: absent, NewImage: storedState }),
  }),
  z.object({
    eventName: z.literal('MODIFY'),
    dynamodb: z.object({ ApproximateCreationDateTime: seconds, OldImage: storedState, NewImage: storedState }),
  }),
  z.object({
    eventName: z.literal('REMOVE'),
    dynamodb: z.object({ ApproximateCreationDateTime: seconds, OldImage: storedState, NewImage: absent }),
  }),
]);

/** What a stream record tells: an event, none (null), or something that cannot be read. */
export type Told = { readonly event: ProductEvent | null } | { readonly unreadable: string };

/** Reads a record of a stream with new and old images. Never throws. */
export const tell = (record: unknown): Told => {
  const { success, data, error } = streamRecord.safeParse(record);
  if (!success) return { unreadable: `The record is not that of a product: ${faultsOf(error)}.` };
  const { OldImage: before, NewImage: after, ApproximateCreationDateTime: seenAt } = data.dynamodb;
  return { event: productEvent(before ?? null, after ?? null, new Date(seenAt * 1000).toISOString()) };
};

/** Where and what, never the values: a reason goes to the log. */
const faultsOf = (error: z.core.$ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
