import type { Authenticate } from '../../authentication.ts';
import type { RawRequest } from '../../raw-request.ts';
import { createConnection, type Client, type Connection } from './connection.ts';
import { connectRequest } from './handshake.ts';
import type { SubscribeOptions } from './subscribe.ts';
import { createSubscriptions } from './subscriptions.ts';

export interface RealtimeOptions extends SubscribeOptions {
  readonly authenticate: Authenticate;
}

/** AppSync's real-time endpoint, whatever carries its messages. */
export interface Realtime {
  /** A client that has asked to connect by this request. It is told of a bad signature only once it has begun to speak. */
  connect(upgrade: RawRequest, client: Pick<Client, 'send' | 'close' | 'follow'>): Connection;
  /** Tells subscribers what a mutation has selected of its result. */
  publish(mutation: string, selected: unknown): void;
}

export const createRealtime = (options: RealtimeOptions): Realtime => {
  const subscriptions = createSubscriptions(options.schema);
  return {
    publish: subscriptions.publish,
    connect: (upgrade, client) => {
      const request = connectRequest(upgrade);
      const authentication =
        request === null
          ? { refusal: { type: 'NoCredentials' as const, message: 'The header cannot be read.' } }
          : options.authenticate(request);
      return createConnection({ ...options, subscriptions }, { ...client, upgrade, authentication });
    },
  };
};
