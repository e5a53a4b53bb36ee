/** A change of the store that could not be told as an event. */
export interface DeadLetter {
  readonly reason: string;
  /** What the store told of the change, whole, so that it can be tried again once the fault is mended. */
  readonly record: unknown;
}

/** Where such changes wait for people. */
export interface DeadLetters {
  /** Keeps a letter durably, perhaps twice. Rejects when it cannot tell that it did. */
  add(letter: DeadLetter): Promise<void>;
}
