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
  const names = new Map<string, string>();
  const single: Record<string, string> = {};
  const multi: Record<string, string[]> = {};
  for (const [name, value] of pairs) {
    const key = sameName(name);
    const known = names.get(key);
    if (known === undefined) {
      names.set(key, name);
      setOwn(multi, name, [value]);
    } else multi[known]?.push(value);
    setOwn(single, known ?? name, value);
  }
  return { single, multi };
};

/** An assignment would lose a parameter of the name `__proto__`. */
const setOwn = <T>(record: Record<string, T>, name: string, value: T): void => {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
};
