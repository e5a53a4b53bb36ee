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

export interface Watcher {
  /** Called once the subscription has begun. */
  begun(): void;
  told(change: Change): void;
}

export interface Watch {
  /** Resolves once it is closed; rejects with `UserError` when it is refused, or the server is not there or goes away. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Subscribes to the changes of one product, or of all, at a local server. */
export const watchFeed = (graphqlUrl: string, keys: Keys, id: string | null, watcher: Watcher): Watch => {
  const socket = new WebSocket(`${graphqlUrl.replace(/^http/, 'ws')}/realtime`, 'graphql-ws', {
    finishRequest: (request) => void sign(request, graphqlUrl, keys),
  });
  let isClosing = false;
  const ended = new Promise<void>((resolve, reject) => {
    const refuse = (reason: string): void => {
      reject(new UserError(`The feed at ${graphqlUrl} cannot be watched: ${reason}.`));
      socket.terminate();
    };
    const end = (reason: string): void => (isClosing ? resolve() : reject(gone(graphqlUrl, reason)));
    socket.on('error', ({ message: reason }) => end(reason || 'nothing listens there'));
    socket.once('close', () => end('the connection was closed'));
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (text: Buffer) => {
      const { type, payload } = message.parse(JSON.parse(text.toString()));
      if (type === 'connection_ack') void start(socket, graphqlUrl, keys, id);
      else if (type === 'start_ack') watcher.begun();
      else if (type === 'data') watcher.told(change.parse(payload?.data).onProductChanged);
      else if (payload?.errors !== undefined) refuse(payload.errors.map((one) => one.message).join('; '));
    });
  });
  const close = (): void => {
    isClosing = true;
    socket.close();
  };
  return { ended, close };
};

const gone = (graphqlUrl: string, reason: string): UserError =>
  new UserError(
    `There is no feed at ${graphqlUrl} (${reason}): start the server with npm start, or name its port with --port.`,
  );

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
