import type { ClientRequest } from 'node:http';
import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { UserError } from '../user-error.ts';
import { signedHeaders, type Keys } from './sign.ts';

const error = z.object({ message: z.string() });
const message = z.object({
  type: z.string(),
  payload: z.optional(
    z.object({ data: z.optional(z.unknown()), errors: z.optional(z.array(error).check(z.minLength(1))) }),
  ),
});

const change = z.object({
  onProductChanged: z.object({
    id: z.string(),
    type: z.string(),
    version: z.number(),
    occurredAt: z.string(),
    product: z.object({ name: z.string() }),
  }),
});

export type Change = z.infer<typeof change>['onProductChanged'];

const query = `subscription ($id: ID) {
  onProductChanged(id: $id) {
    id eventId type version occurredAt changed
    product { id name description createDate lastUpdateDate version }
  }
}`;

export interface Watch {
  /** Resolves once the subscription has begun; rejects with `UserError` when it is refused or the server is not there. */
  readonly begun: Promise<void>;
  /** Resolves when the connection is over. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Subscribes to the changes of one product, or of all, at a local server. */
export const watchFeed = (graphqlUrl: string, keys: Keys, id: string | null, tell: (change: Change) => void): Watch => {
  const socket = new WebSocket(`${graphqlUrl.replace(/^http/, 'ws')}/realtime`, 'graphql-ws', {
    finishRequest: (request) => void sign(request, graphqlUrl, keys),
  });
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const begun = new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new UserError(`The feed at ${graphqlUrl} cannot be watched: ${reason}.`));
      socket.terminate();
    };
    socket.once('error', ({ message: reason }) => fail(reason || 'nothing listens there'));
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (text: Buffer) => {
      const { type, payload } = message.parse(JSON.parse(text.toString()));
      if (type === 'connection_ack') void start(socket, graphqlUrl, keys, id);
      else if (type === 'start_ack') resolve();
      else if (type === 'data') tell(change.parse(payload?.data).onProductChanged);
      else if (payload?.errors !== undefined) fail(payload.errors.map((one) => one.message).join('; '));
    });
  });
  return { begun, ended, close: () => socket.close() };
};

const sign = async (request: ClientRequest, graphqlUrl: string, keys: Keys): Promise<void> => {
  const headers = await signedHeaders(keys, `${graphqlUrl}/connect`, '{}');
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
  request.end();
};

const start = async (socket: WebSocket, graphqlUrl: string, keys: Keys, id: string | null): Promise<void> => {
  const data = JSON.stringify({ query, variables: id === null ? {} : { id } });
  const authorization = await signedHeaders(keys, graphqlUrl, data);
  socket.send(JSON.stringify({ id: 'watch', type: 'start', payload: { data, extensions: { authorization } } }));
};
