/** A DynamoDB that this process has started. */
export interface Engine {
  readonly name: EngineName;
  readonly endpoint: string;
  /** Resolves when it has ended, told to or not. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export type EngineName = 'dynoxide' | 'dynalite';
