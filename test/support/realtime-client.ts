import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { signedHeaders, type Keys } from '../../src/local/watch/sign.ts';
import { until } from './until.ts';

const message = z.object({ type: z.string(), id: z.optional(z.string()), payload: z.optional(z.unknown()) });
export type ServerMessage = z.infer<typeof message>;

/** How a client shows what it signed to connect. */
export type HeaderForm = 'query' | 'subprotocol' | 'headers';

export interface RealtimeClient {
  /** What the server has said so far. */
  readonly messages: readonly ServerMessage[];
  send(text: string): void;
  /** Waits for the next message of a type, one that was not waited for before. */
  next(type: string): Promise<ServerMessage>;
  /** Subscribes, in another name than that of the connection when keys are given. */
  start(id: string, query: string, variables?: Record<string, unknown>, as?: Keys): Promise<void>;
  readonly closed: Promise<number>;
  close(): void;
}

/** A client that speaks the protocol by hand, so that tests see every message. */
export const connect = async (
  graphqlUrl: string,
  keys: Keys,
  { form = 'subprotocol', path = '/graphql/realtime' }: { form?: HeaderForm; path?: string } = {},
): Promise<RealtimeClient> => {
  const shown = await signedHeaders(keys, `${graphqlUrl}/connect`, '{}');
  const json = Buffer.from(JSON.stringify(shown));
  const url = new URL(path, graphqlUrl.replace('http', 'ws'));
  if (form === 'query')
    url.search = new URLSearchParams({ header: json.toString('base64'), payload: 'e30=' }).toString();
  const protocols = ['graphql-ws', ...(form === 'subprotocol' ? [`header-${json.toString('base64url')}`] : [])];
  const socket = new WebSocket(url, protocols, form === 'headers' ? { headers: shown } : {});
  const messages: ServerMessage[] = [];
  let seen = 0;
  socket.on('message', (text: Buffer) => messages.push(message.parse(JSON.parse(text.toString()))));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    messages,
    closed,
    send: (text) => socket.send(text),
    close: () => socket.close(),
    async next(type) {
      const find = (): number => messages.findIndex((one, index) => index >= seen && one.type === type);
      await until(() => find() !== -1, `The message '${type}' after ${JSON.stringify(messages)}`, 3_000);
      const index = find();
      seen = index + 1;
      return messages[index] ?? { type };
    },
    async start(id, query, variables = {}, as = keys) {
      const data = JSON.stringify({ query, variables });
      const authorization = await signedHeaders(as, graphqlUrl, data);
      socket.send(JSON.stringify({ id, type: 'start', payload: { data, extensions: { authorization } } }));
    },
  };
};
