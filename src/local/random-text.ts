import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;

/** So many random bytes as text, drawn from the system many at a time: a draw each would cost more than the rest. */
export const randomText = (bytes: number, encoding: 'hex' | 'base64'): string => {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString(encoding, used - bytes, used);
};
