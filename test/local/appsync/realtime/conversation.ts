import type { Client } from '../../../../src/local/appsync/realtime/connection.ts';
import type { Realtime } from '../../../../src/local/appsync/realtime/realtime.ts';

interface Said {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Conversation {
  /** What the server has said after it has acknowledged the connection. */
  readonly said: readonly Said[];
  /** Subscribes, by a request that may have more than these. */
  start(id: string, query: string, variables?: Record<string, unknown>, more?: Record<string, unknown>): void;
  stop(id: string): void;
  /** The client goes away. */
  leave(): void;
}

const upgrade = {
  method: 'GET',
  rawPath: '/graphql/realtime',
  rawQuery: '',
  headers: [],
  body: Buffer.alloc(0),
  remoteAddress: '127.0.0.1',
  receivedAt: new Date(0),
};

/** Nothing happens but what the test lets happen. */
export const followNothing: Client['follow'] = () => ({ begun: Promise.resolve(), end: () => {} });

/** Talks to a real-time endpoint without a network, to one that trusts everybody. `hear` is told of each message as it is sent. */
export const converse = (
  realtime: Realtime,
  follow: Client['follow'] = followNothing,
  hear: (message: Said) => void = () => {},
): Conversation => {
  const said: Said[] = [];
  const send = (message: object): void => {
    const { type, id, payload }: Said = JSON.parse(JSON.stringify(message));
    if (type === 'connection_ack' || type === 'ka') return;
    const one = { type, ...(id === undefined ? {} : { id }), ...(payload === undefined ? {} : { payload }) };
    said.push(one);
    hear(one);
  };
  const connection = realtime.connect(upgrade, { send, close: () => {}, follow });
  void connection.receive('{"type":"connection_init"}');
  return {
    said,
    start: (id, query, variables = {}, more = {}) => {
      const data = JSON.stringify({ query, variables, ...more });
      const payload = { data, extensions: { authorization: {} } };
      void connection.receive(JSON.stringify({ id, type: 'start', payload }));
    },
    stop: (id) => void connection.receive(JSON.stringify({ type: 'stop', id })),
    leave: connection.end,
  };
};
