/** A DynamoDB that this process has started. */
export interface Engine {
  readonly name: EngineName;
  readonly endpoint: string;
  close(): Promise<void>;
}

export type EngineName = 'dynoxide' | 'dynalite';
