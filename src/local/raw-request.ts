/** An HTTP request exactly as it arrived: a signature covers these bytes, so nothing is decoded or normalised. */
export interface RawRequest {
  readonly method: string;
  /** Before the first `?`, still percent-encoded. */
  readonly rawPath: string;
  /** After the first `?`, still percent-encoded; empty when there is none. */
  readonly rawQuery: string;
  /** In the order received, names as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Cut one byte after `maxBodyBytes`, so that its length still tells that it is too long. */
  readonly body: Buffer;
  readonly remoteAddress: string;
  /** When its head had come; its body may take longer. */
  readonly receivedAt: Date;
}

/** As much of a body as any of the emulated services takes: the quota of API Gateway. */
export const maxBodyBytes = 10 * 1024 * 1024;

export interface RawResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer;
}

/** The values of a header, in the order received. Names are case-insensitive. */
export const headerValues = (request: Pick<RawRequest, 'headers'>, name: string): string[] => {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const [key, value] of request.headers) {
    // Lengths first: most names differ in them, and each look-up would change the case of each name.
    if (key.length === wanted.length && key.toLowerCase() === wanted) values.push(value);
  }
  return values;
};
