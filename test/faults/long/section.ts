import type { Random } from '../../support/random.ts';

/** One part of the long tier; each runs in a process of its own. */
export type Section = (tools: Tools) => Promise<Result>;

export interface Tools {
  readonly random: Random;
  /** How much of the full work is to be done, 1 being all. */
  readonly scale: number;
  progress(done: number, of: number): void;
}

export interface Result {
  /** Added up over sections. */
  readonly counts: Readonly<Record<string, number>>;
  /** The highest of each section counts. */
  readonly highest: Readonly<Record<string, number>>;
  /** What must not be, one sentence each. */
  readonly wrong: readonly string[];
}

/** The full number, scaled, at least one. */
export const scaled = (full: number, scale: number): number => Math.max(1, Math.round(full * scale));
