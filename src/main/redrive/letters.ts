import * as z from 'zod/mini';

/** A stream record, of which only its place matters here. */
export type PlacedRecord = z.infer<typeof record>;
/** Records that Lambda gave up, by their place in the stream. */
export type Range = z.infer<typeof range>;
/** An event that EventBridge could not deliver. */
export type UndeliveredEvent = z.infer<typeof undelivered>;

/** What a message of the dead-letter queue holds. */
export type Letter =
  | { readonly kind: 'record'; readonly record: PlacedRecord }
  | { readonly kind: 'range'; readonly range: Range }
  | { readonly kind: 'event'; readonly event: UndeliveredEvent }
  | { readonly kind: 'unknown' };

const record = z.looseObject({
  dynamodb: z.looseObject({
    SequenceNumber: z.string().check(z.regex(/^\d+$/)),
    Keys: z.looseObject({ id: z.object({ S: z.string() }) }),
  }),
});

// "Example invocation record" in "Retaining records for a failed invocation" of the Lambda developer guide.
const range = z.object({
  streamArn: z.string(),
  shardId: z.string(),
  startSequenceNumber: z.string(),
  endSequenceNumber: z.string(),
});

const undelivered = z.object({
  source: z.string(),
  'detail-type': z.string(),
  time: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

const ofFunction = z.object({ reason: z.string(), record });
const ofLambda = z.object({ DDBStreamBatchInfo: range });

/** Reads a message: of the stream function, of Lambda's event source mapping, or of an EventBridge rule. */
export const readLetter = (body: string): Letter => {
  const json = parsed(body);
  const dead = ofFunction.safeParse(json);
  if (dead.success) return { kind: 'record', record: dead.data.record };
  const givenUp = ofLambda.safeParse(json);
  if (givenUp.success) return { kind: 'range', range: givenUp.data.DDBStreamBatchInfo };
  const event = undelivered.safeParse(json);
  return event.success ? { kind: 'event', event: event.data } : { kind: 'unknown' };
};

/** Reads records, such as those of a range, by their place. */
export const placed = (records: readonly unknown[]): PlacedRecord[] => records.map((one) => record.parse(one));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
