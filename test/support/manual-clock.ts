import type { Clock } from '../../src/application/ports/system.ts';

export interface ManualClock {
  readonly clock: Clock;
  /** Moves the time by so many milliseconds, back when negative. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is moved. */
export const manualClock = (start = '2026-01-01T00:00:00.000Z'): ManualClock => {
  let now = Date.parse(start);
  return {
    clock: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
};
