import type { DeadLetter, DeadLetters } from '../../../application/ports/dead-letters.ts';

/** Dead letters in this process's memory, for tests. */
export const createMemoryDeadLetters = (): DeadLetters & { readonly letters: readonly DeadLetter[] } => {
  const letters: DeadLetter[] = [];
  return {
    letters,
    add: async (letter) => {
      letters.push(structuredClone(letter));
    },
  };
};
