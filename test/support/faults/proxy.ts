import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { bytesOf, exchange, type Alteration } from './exchange.ts';
import { faultNamed } from './faults.ts';

/** The header in which the client under test says what is to happen to a request: the name of a fault. */
export const faultHeader = 'x-fault';

export interface FaultProxy {
  readonly endpoint: string;
  /** While true, no request has an answer. */
  blackHole: boolean;
  /** How many requests have reached the proxy. */
  readonly requests: () => number;
  /** Ends all waiting, lets late requests reach the store, and resolves when none is left. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A proxy on 127.0.0.1 between the SDK and a store, which does to each request what its header says. */
export const startFaultProxy = async (
  store: string,
  requestTimeout: number,
  alteration: Alteration = {},
): Promise<FaultProxy> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const waiting = waitingRoom(requestTimeout);
  const upstream = { port: Number(new URL(store).port), agent, wait: waiting.wait, alteration };
  const open = new Set<Promise<unknown>>();
  let requests = 0;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const passing = exchange(request, response, await bytesOf(request), upstream);
    const fault = faultNamed.get(String(request.headers[faultHeader]));
    if (proxy.blackHole) {
      await passing.wait(Infinity);
      passing.reset();
    } else if (fault?.play) await fault.play(passing);
    else passing.reply(await passing.forward());
  };

  const server = createServer((request, response) => {
    requests += 1;
    const done = handle(request, response).catch(() => request.socket.destroy());
    open.add(done);
    void done.finally(() => open.delete(done));
  });
  // Not all that faults leave behind are connections in the eyes of the HTTP server.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    // No socket keeps a test from its end.
    sockets.add(socket.unref());
    socket.once('close', () => sockets.delete(socket));
  });
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${await listen(server)}`,
    blackHole: false,
    requests: () => requests,
    settle: async () => {
      waiting.close();
      await Promise.all(open);
      waiting.open();
    },
    close: async () => {
      waiting.close();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
      agent.destroy();
    },
  };
  return proxy;
};

/** Where requests wait for so many time-outs, or until it closes. */
const waitingRoom = (requestTimeout: number) => {
  const inside = new Set<() => void>();
  let closed = false;
  return {
    wait: (timeouts: number): Promise<void> =>
      closed
        ? Promise.resolve()
        : new Promise((resolve) => {
            const leave = (): void => {
              clearTimeout(timer);
              inside.delete(leave);
              resolve();
            };
            const timer = timeouts === Infinity ? undefined : setTimeout(leave, timeouts * requestTimeout);
            inside.add(leave);
          }),
    close: (): void => {
      closed = true;
      for (const leave of inside) leave();
    },
    open: (): void => {
      closed = false;
    },
  };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The proxy listens on no port.'));
      else resolve(address.port);
    });
  });
