/** Calls the Lambda function behind the API; event and answer pass through JSON. Never rejects. */
export type Invoke = (
  event: unknown,
) => Promise<{ readonly payload: unknown } | { readonly error: { readonly type: string; readonly message: string } }>;
