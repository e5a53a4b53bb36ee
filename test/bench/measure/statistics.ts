/** The middle value; of an even number the upper one. */
export const median = (values: readonly number[]): number => {
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
};

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** A value of a record whose keys the caller has made. */
export const valueOf = <T>(record: Readonly<Record<string, T>>, key: string): T => {
  const value = record[key];
  if (value === undefined) throw new Error(`Nothing was measured of '${key}'.`);
  return value;
};
