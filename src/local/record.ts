/** Whether a JSON value is an object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of a value by its name, undefined where there is none. */
export const property = (source: unknown, name: string): unknown =>
  isRecord(source) && Object.hasOwn(source, name) ? source[name] : undefined;
