/** Pairs as API Gateway hands them to a handler: all values of a name, in order, and the last one. */
export interface MultiMap {
  readonly single: Record<string, string>;
  readonly multi: Record<string, string[]>;
}

/** Names that `sameName` holds equal go under the one that came first. */
export const multiMap = (
  pairs: readonly (readonly [name: string, value: string])[],
  sameName: (name: string) => string = (name) => name,
): MultiMap => {
  const groups = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of pairs) {
    const key = sameName(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, values: [value] });
    else group.values.push(value);
  }
  // From entries: an assignment would lose a parameter of the name `__proto__`.
  return {
    single: Object.fromEntries([...groups.values()].map(({ name, values }) => [name, values.at(-1) ?? ''])),
    multi: Object.fromEntries([...groups.values()].map(({ name, values }) => [name, values])),
  };
};
