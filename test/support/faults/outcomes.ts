import type { ErrorCode } from '../../../src/domain/errors.ts';
import type { DoorName } from './doors.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { Situation } from './situations.ts';

/** How many attempts in a row the fault hits. */
export const patterns = { 'first attempt': 1, 'first two': 2, all: Infinity } as const;
export type Pattern = keyof typeof patterns;

/** One place where a use case calls the store. */
export interface Site {
  readonly situation: Situation;
  readonly door: DoorName;
  /** Which of its calls, from 1. */
  readonly call: number;
  /** The last call is the one that takes effect. */
  readonly isLast: boolean;
  /** The SDK's: `PutItemCommand`. */
  readonly command: string;
}

export interface Case extends Site {
  readonly fault: Fault;
  readonly pattern: Pattern;
}

export interface Allowed {
  readonly answers: readonly ('OK' | ErrorCode)[];
  /** Whether the use case has taken effect when all is quiet. */
  readonly effect: readonly boolean[];
}

/**
 * The one table of what may come of a use case when its store has a fault, at both doors alike: by what the adapter
 * makes of the fault, whether it passes in time, and whether the call is a write.
 */
export const allowed = ({ situation, command, isLast, fault, pattern }: Case): Allowed => {
  const { answer, effect } = situation;
  const isWrite = command === 'PutItemCommand' || command === 'UpdateItemCommand';
  const inDoubt = (isWrite ? situation.inDoubt : undefined) ?? answer;
  const changes = effect !== undefined;
  const unheard = changes && fault.applied && isLast;
  const asIfRepeated: Allowed =
    pattern === 'all'
      ? { answers: ['SERVICE_UNAVAILABLE'], effect: [unheard] }
      : { answers: [inDoubt], effect: [changes] };
  const table: Record<FaultKind, Allowed> = {
    ours: { answers: ['INTERNAL'], effect: [false] },
    lost: asIfRepeated,
    more: asIfRepeated,
    late: { answers: [answer], effect: [changes] },
  };
  return table[fault.kind];
};
