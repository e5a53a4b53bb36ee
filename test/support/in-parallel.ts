/** Does something with each item, so many at a time, and gives what comes of it in the order of the items. */
export const inParallel = async <T, R>(
  items: readonly T[],
  atATime: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  const rest = items.entries();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      // All workers draw from one iterator.
      for (const [index, item] of rest) results[index] = await act(item);
    }),
  );
  return results;
};
