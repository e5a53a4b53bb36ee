import type * as z from 'zod/mini';
import { bodyPointer, type RestIssue } from './invalid-request.ts';

/** What is read of a body: `whole` when its shape is right, and in any case what is right about it. */
export interface Shaped<Whole, Part> {
  readonly whole: Whole | undefined;
  readonly part: Part | undefined;
  readonly issues: readonly RestIssue[];
}

/**
 * Reads a body by a schema whose messages continue the sentence that a field begins ("name must be a string"), and
 * when that fails, what is left of it without the wrong fields by a second one in which every field is optional.
 */
export const shapeOf = <Whole extends Part, Part>(
  whole: z.ZodMiniType<Whole>,
  part: z.ZodMiniType<Part>,
  body: object,
): Shaped<Whole, Part> => {
  const parsed = whole.safeParse(body);
  if (parsed.success) return { whole: parsed.data, part: parsed.data, issues: [] };
  const issues = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: bodyPointer(key), detail: 'is not a field of this request' }))
      : [{ pointer: bodyPointer(String(issue.path[0] ?? '')), detail: issue.message }],
  );
  const wrong = new Set(issues.map(({ pointer }) => pointer));
  const rest = Object.entries(body).filter(([key]) => !wrong.has(bodyPointer(key)));
  return { whole: undefined, part: part.safeParse(Object.fromEntries(rest)).data, issues };
};
