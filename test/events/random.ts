import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that a seed determines: mulberry32. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A number from 0 to 1 that a seed and a text determine. */
export const chanceOf = (seed: number, text: string): number =>
  createHash('sha256').update(`${seed}/${text}`).digest().readUInt32BE() / 4_294_967_296;
