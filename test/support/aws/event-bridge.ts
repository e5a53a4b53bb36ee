import * as z from 'zod/mini';
import { startJsonService, type JsonAnswer, type JsonService } from './json-service.ts';

const putEvents = z.object({
  Entries: z
    .array(
      z.object({
        EventBusName: z.string(),
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        Time: z.number(),
      }),
    )
    .check(z.maxLength(10), z.minLength(1)),
});

export type BusEntry = z.infer<typeof putEvents>['Entries'][number];

// "Calculating PutEvents event entry size" in the EventBridge user guide: a time is 14 bytes, and all entries of a
// request together must be smaller than 256 KB.
const sizeOf = ({ Source, DetailType, Detail }: BusEntry): number =>
  14 + Buffer.byteLength(Source + DetailType + Detail);
const isTooLarge = (entries: readonly BusEntry[]): boolean =>
  entries.reduce((sum, entry) => sum + sizeOf(entry), 0) >= 262_144;

export interface TestBus extends JsonService {
  /** What the bus took, in its order. */
  readonly taken: BusEntry[];
  /** How many calls it had. */
  readonly calls: () => number;
}

/**
 * A bus for tests that takes what EventBridge would.
 * @param fault what becomes of an entry: an error code in its place, or nothing; or of a whole call
 */
export const startTestBus = async (
  fault: {
    readonly entry?: (entry: BusEntry, call: number) => string | undefined;
    readonly call?: (call: number) => JsonAnswer | undefined;
    /** Whether the answer to a call is lost, all done. */
    readonly loses?: (call: number) => boolean;
  } = {},
): Promise<TestBus> => {
  const taken: BusEntry[] = [];
  let calls = 0;
  const service = await startJsonService((operation, body) => {
    const call = ++calls;
    const broken = fault.call?.(call);
    if (broken !== undefined) return broken;
    const parsed = putEvents.safeParse(body);
    if (operation !== 'PutEvents' || !parsed.success || isTooLarge(parsed.data.Entries)) {
      return { error: 'ValidationException' };
    }
    const results = parsed.data.Entries.map((entry) => {
      const code = fault.entry?.(entry, call);
      if (code !== undefined) return { ErrorCode: code, ErrorMessage: 'as the test wants it' };
      taken.push(entry);
      return { EventId: String(taken.length) };
    });
    const failed = results.filter((result) => 'ErrorCode' in result).length;
    if (fault.loses?.(call) === true) return 'hang up';
    return { result: { FailedEntryCount: failed, Entries: results } };
  });
  return { ...service, taken, calls: () => calls };
};
