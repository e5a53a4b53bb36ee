import type { Authenticate, Authentication } from '../../authentication.ts';
import type { RawRequest } from '../../raw-request.ts';
import type { Following } from '../../stream/on-demand.ts';
import { subscribeRequest } from './handshake.ts';
import * as messages from './messages.ts';
import type { RealtimeError } from './messages.ts';
import { subscribe, type SubscribeOptions } from './subscribe.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface ConnectionOptions extends SubscribeOptions {
  readonly authenticate: Authenticate;
  readonly subscriptions: Subscriptions;
}

/** The client's end of the connection. */
export interface Client {
  readonly upgrade: RawRequest;
  /** Who has connected, or why nobody may. */
  readonly authentication: Authentication;
  send(message: object): void;
  close(): void;
  /** Follows, for one subscription, what subscribers are told of. */
  follow(): Following;
}

/** Our end of the connection. */
export interface Connection {
  /** Rejects for a fault of ours. */
  receive(text: string): Promise<void>;
  /** The client is gone. */
  end(): void;
}

// "Service quotas" of AppSync.
const maxSubscriptions = 100;
const keepAliveMs = 60_000;

/** Speaks AppSync's `graphql-ws` with one client. What AWS does not document is marked as a guess. */
export const createConnection = (options: ConnectionOptions, client: Client): Connection => {
  const running = new Map<string, () => void>();
  let alive: NodeJS.Timeout | undefined;

  const initialise = (): void => {
    if ('refusal' in client.authentication) {
      client.send(messages.connectionError(refusal(client.authentication)));
      client.close();
      return;
    }
    client.send(messages.ack);
    client.send(messages.keepAlive);
    alive ??= setInterval(() => client.send(messages.keepAlive), keepAliveMs).unref();
  };

  const start = async (id: string, payload: unknown): Promise<void> => {
    const fail = (...errors: readonly RealtimeError[]): void => client.send(messages.failed(id, errors));
    if (alive === undefined) return fail(notInitialised);
    if (running.has(id)) return fail(duplicate);
    if (running.size >= maxSubscriptions) return fail(tooMany);
    const asked = messages.readStart(payload);
    const request = asked && subscribeRequest(client.upgrade, asked.extensions.authorization, asked.data);
    if (asked === null || request === null) return fail(unreadable);
    const authentication = options.authenticate(request);
    if ('refusal' in authentication) return fail(refusal(authentication));
    const subscribed = subscribe(options, authentication.principal, asked.data);
    if ('errors' in subscribed) return fail(...subscribed.errors);
    const deliver = (value: unknown): void => client.send(messages.data(id, subscribed.answer(value)));
    await begin(id, () => options.subscriptions.add({ ...subscribed, deliver }));
  };

  /** Acknowledges once nothing after can be missed, which AppSync itself leaves to chance (aws-appsync-community#405). */
  const begin = async (id: string, add: () => () => void): Promise<void> => {
    const { begun, end } = client.follow();
    let forget = (): void => {};
    const finish = (): void => {
      forget();
      end();
    };
    running.set(id, finish);
    const hasBegun = await begun.then(
      () => true,
      () => false,
    );
    // The client may have stopped it in the meantime.
    if (running.get(id) !== finish) return;
    if (hasBegun) {
      forget = add();
      client.send(messages.startAck(id));
    } else {
      finish();
      running.delete(id);
      client.send(messages.failed(id, [notFed]));
    }
  };

  const stop = (id: string): void => {
    running.get(id)?.();
    running.delete(id);
    client.send(messages.complete(id));
  };

  return {
    receive: async (text) => {
      const message = messages.readMessage(text);
      if (message?.type === 'connection_init') initialise();
      else if (message?.type === 'start' && message.id !== undefined) await start(message.id, message.payload);
      else if (message?.type === 'stop' && message.id !== undefined) stop(message.id);
      else client.send(messages.failed(message?.id, [unsupported(message?.type ?? 'unknown')]));
    },
    end: () => {
      clearInterval(alive);
      for (const forget of running.values()) forget();
      running.clear();
    },
  };
};

/** awslabs/aws-mobile-appsync-sdk-js#561 and #619: the texts are those of HTTP, the type is not. */
const refusal = (authentication: Extract<Authentication, { refusal: unknown }>): RealtimeError => {
  const { type, message } = authentication.refusal;
  return type === 'NoCredentials' || type === 'OtherScheme'
    ? { errorType: 'UnauthorizedException', message: 'Valid authorization header not provided.', errorCode: 401 }
    : { errorType: 'BadRequestException', message, errorCode: 400 };
};

const unsupported = (type: string): RealtimeError => ({
  errorType: 'UnsupportedOperation',
  message: `${type} not supported through the realtime channel`,
});
const tooMany: RealtimeError = {
  errorType: 'MaxSubscriptionsReachedError',
  message: `Max number of ${maxSubscriptions} subscriptions reached`,
};
// Guesses.
const notFed: RealtimeError = {
  errorType: 'InternalFailure',
  message: 'The changes to tell of cannot be read: see the log, and subscribe again.',
};
const notInitialised: RealtimeError = { errorType: 'BadRequestException', message: 'Send connection_init first.' };
const duplicate: RealtimeError = { errorType: 'DuplicatedOperationError', message: 'Duplicated operation id.' };
const unreadable: RealtimeError = {
  errorType: 'BadRequestException',
  message: 'The payload must be {data, extensions: {authorization}}.',
};
