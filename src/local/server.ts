import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Application } from '../application/application.ts';
import type { InvocationTime } from '../main/invocation-time.ts';
import type { Log } from '../main/log.ts';
import { createApis, type Apis } from './apis.ts';
import { connectionsOf, type Connections } from './connections.ts';
import { deployment, functionSettings, readSchema, topLevelFields } from './deployment.ts';
import { createFeed } from './feed.ts';
import { eventBusRole, localPrincipals, type Principal } from './principals.ts';
import { readRawRequest, sendRawResponse } from './raw-http.ts';
import type { RawRequest, RawResponse } from './raw-request.ts';
import { createRealtimeEndpoint } from './realtime-endpoint.ts';
import type { TableStream } from './store/stream.ts';
import { createUpgradingServer } from './upgrades.ts';
import { UserError } from './user-error.ts';

export interface ServerSettings {
  readonly application: Application;
  /** Told of each invocation that begins, so that the application knows how much time is left. */
  readonly time?: InvocationTime;
  /** What subscribers are told of. */
  readonly stream: TableStream;
  /** The folder with `schema.graphql`. */
  readonly root: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where the functions log. */
  readonly log: Log;
  /** Told of every answer. */
  readonly onAnswer?: (request: RawRequest, response: RawResponse, milliseconds: number) => void;
}

export interface LocalServer {
  /** Of the parent of `/products`: `http://127.0.0.1:4566/local`. */
  readonly restUrl: string;
  readonly graphqlUrl: string;
  /** Of the real-time endpoint: `ws://127.0.0.1:4566/graphql/realtime`. */
  readonly realtimeUrl: string;
  readonly principals: readonly Principal[];
  /** Answers what has come in, then stops: at the latest when the functions are out of time. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Serves both APIs on one port of this machine. Resolves once it listens. */
export const startServer = async (settings: ServerSettings): Promise<LocalServer> => {
  const { application, root, log, stream, port } = settings;
  const schema = readSchema(root);
  const deployed = { ...deployment, fields: topLevelFields(schema) };
  const principals = localPrincipals(deployed);
  const apis = createApis({ application, time: settings.time, principals, schema, log });
  const feed = createFeed({ stream, graphql: apis.graphql, role: eventBusRole(deployed), log });
  const onFault = (cause: unknown): void =>
    log({ level: 'ERROR', message: 'The local server failed; please report it.', cause });
  const realtime = createRealtimeEndpoint({ realtime: apis.graphql.realtime, follow: feed.follow, onFault });
  const server = createUpgradingServer((message, response) => void serve(serving, message, response), realtime);
  const connections = connectionsOf(server);
  const serving = { apis, connections, onAnswer: settings.onAnswer, onFault };
  const host = `${loopback}:${await listen(server, port)}`;
  return {
    restUrl: `http://${host}/${deployment.stage}`,
    graphqlUrl: `http://${host}/graphql`,
    realtimeUrl: `ws://${host}/graphql/realtime`,
    principals,
    close: async () => {
      realtime.close();
      await Promise.all([connections.close(functionSettings.timeoutMs), feed.close()]);
    },
  };
};

interface Serving {
  readonly apis: Apis;
  readonly connections: Connections;
  readonly onAnswer: ServerSettings['onAnswer'];
  readonly onFault: (cause: unknown) => void;
}

const serve = async (
  { apis, connections, onAnswer, onFault }: Serving,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const begun = performance.now();
  // A caller that goes away before the end of its request waits for no answer.
  const request = await readRawRequest(message).catch(() => null);
  if (request === null) return;
  connections.answering(response);
  try {
    const answer = await (request.rawPath === '/graphql' ? apis.graphql.handle(request) : apis.rest(request));
    sendRawResponse(response, answer);
    onAnswer?.(request, answer, performance.now() - begun);
  } catch (cause) {
    onFault(cause);
    response.destroy();
  }
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(mendable(error, port)));
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const mendable = (error: NodeJS.ErrnoException, port: number): Error => {
  if (error.code === 'EADDRINUSE') {
    return new UserError(`Port ${port} is taken: stop what listens there, or choose another one with --port.`);
  }
  if (error.code === 'EACCES') {
    return new UserError(`Port ${port} is reserved for the system: choose one from 1024 on with --port.`);
  }
  return error;
};
