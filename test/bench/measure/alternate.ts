import { progress } from './progress.ts';

/**
 * Takes so many samples of each variant, by turns and each round from another one on, so that whatever else the
 * machine does meets all alike.
 */
export const alternate = async <T>(
  title: string,
  rounds: number,
  variants: Readonly<Record<string, () => Promise<T>>>,
): Promise<Record<string, T[]>> => {
  const names = Object.keys(variants);
  const samples: Record<string, T[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    progress(title, round + 1, rounds);
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] ?? '';
      const sample = await variants[name]?.();
      if (sample !== undefined) samples[name]?.push(sample);
    }
  }
  return samples;
};
