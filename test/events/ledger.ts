import * as z from 'zod/mini';
import { tell } from '../../src/adapters/primary/stream/record-event.ts';
import type { ProductEvent } from '../../src/domain/events.ts';
import type { TestBus } from '../support/aws/event-bridge.ts';
import type { TestQueue } from '../support/aws/sqs.ts';
import { findings, type Findings, type Step } from './verdict.ts';

/** What was committed, delivered and put aside so far. */
export interface Ledger {
  commit(step: Step): void;
  /** Looks at what has come since the last look. */
  takeStock(): void;
  /** Whether every committed change was delivered or put aside. */
  isSettled(): boolean;
  readonly committed: readonly Step[];
  delivered(): number;
  /** The events in the dead letters, each once. */
  aside(): ReadonlySet<string>;
  findings(aside?: ReadonlySet<string>): Findings;
}

const letter = z.object({ record: z.unknown() });

export const createLedger = (bus: TestBus, queue: TestQueue): Ledger => {
  const committed: Step[] = [];
  const delivered: Step[] = [];
  const told = new Set<string>();
  const aside = new Set<string>();
  let read = 0;
  return {
    committed,
    commit: (step) => committed.push(step),
    takeStock: () => {
      for (const { Detail } of bus.taken.splice(0)) {
        const step = stepOf(JSON.parse(Detail));
        delivered.push(step);
        told.add(step.eventId);
      }
      // Letters only come, as long as nobody redrives.
      const letters = queue.bodies();
      for (const body of letters.slice(read)) aside.add(eventIn(body));
      read = letters.length;
    },
    isSettled: () => told.size + aside.size >= committed.length,
    delivered: () => told.size,
    aside: () => aside,
    findings: (without) => findings(committed, delivered, without),
  };
};

const stepOf = ({ eventId, productId, version, product: { createDate } }: ProductEvent): Step => ({
  eventId,
  productId,
  createDate,
  version,
});

/** The event of the record in a dead letter. */
const eventIn = (body: string): string => {
  const told = tell(letter.parse(JSON.parse(body)).record);
  if (!('event' in told) || told.event === null) throw new Error(`The letter has no event: ${body}`);
  return told.event.eventId;
};
