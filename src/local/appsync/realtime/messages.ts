import * as z from 'zod/mini';

/** An error as the real-time endpoint tells it. */
export interface RealtimeError {
  readonly errorType?: string | null;
  readonly message: string;
  readonly errorCode?: number;
}

const message = z.object({ type: z.string(), id: z.optional(z.string()), payload: z.optional(z.unknown()) });

/** What a client asks for with `start`: `data` is the JSON of a GraphQL request, and the very text that it signed. */
const startPayload = z.object({
  data: z.string(),
  extensions: z.object({ authorization: z.unknown() }),
});

export type ClientMessage = z.infer<typeof message>;
export type StartPayload = z.infer<typeof startPayload>;

/** A message of a client, null when it is none. */
export const readMessage = (text: string): ClientMessage | null => {
  try {
    return message.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

export const readStart = (payload: unknown): StartPayload | null => startPayload.safeParse(payload).data ?? null;

/** How long a client should wait for the next message, `ka` included, before it takes the connection for dead. */
const connectionTimeoutMs = 300_000;

export const ack = { type: 'connection_ack', payload: { connectionTimeoutMs } };
export const keepAlive = { type: 'ka' };
export const connectionError = (error: RealtimeError) => ({ type: 'connection_error', payload: { errors: [error] } });
export const startAck = (id: string) => ({ id, type: 'start_ack' });
export const data = (id: string, payload: unknown) => ({ id, type: 'data', payload });
export const complete = (id: string) => ({ id, type: 'complete' });
export const failed = (id: string | undefined, errors: readonly RealtimeError[]) => ({
  ...(id === undefined ? {} : { id }),
  type: 'error',
  payload: { errors },
});
