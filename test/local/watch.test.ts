import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { dynoxidePath } from '../../src/local/store/dynoxide.ts';
import { readWatchSettings } from '../../src/local/watch/settings.ts';
import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startTestServer, type TestServer } from '../support/local-server.ts';
import { principalNamed, signedFetch } from '../support/signed-fetch.ts';
import { until } from '../support/until.ts';

let store: TestStore;
let server: TestServer;
beforeAll(async () => {
  store = await fastestEngine();
  server = await startTestServer(store, true);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

/** `npm run watch` as a user starts it. */
const watch = (...args: readonly string[]) => watchAt(new URL(server.graphqlUrl).port, ...args);

const watchAt = (port: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, ['infra/local/start.js', 'watch', '--port', port, ...args]);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output.text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { output, ended, interrupt: () => child.kill('SIGINT'), stopReading: () => child.stdout.destroy() };
};

(dynoxidePath() === null ? it.skip : it)('prints the feed until it is interrupted', async () => {
  const watching = watch('--as', 'reader');
  await until(() => watching.output.text.includes('Watching as reader.'), 'The subscription');
  const send = signedFetch(principalNamed(server.principals, 'writer'), 'execute-api');
  await send(`${server.restUrl}/products`, { method: 'POST', body: '{"name":"Chair"}' });
  await until(() => /ProductCreated \S+ version 1 "Chair"\n/.test(watching.output.text), 'The event');
  watching.interrupt();
  expect(await watching.ended).toBe(0);
});

it('says in one sentence who may not watch', async () => {
  const watching = watch('--as', 'nobody');
  expect(await watching.ended).toBe(1);
  expect(watching.output.text).toBe(`The feed at ${server.graphqlUrl} cannot be watched: Permission denied.\n`);
});

it('says in one sentence what it can sign as', async () => {
  const watching = watch('--as', 'me');
  expect(await watching.ended).toBe(1);
  expect(watching.output.text).toBe("--as must be one of writer, reader, nobody, session, not 'me'.\n");
});

const gone = (port: string, reason: string): string =>
  `There is no feed at http://127.0.0.1:${port}/graphql (${reason}): start the server with npm start, or name its port with --port.\n`;

it('ends with an error when the server stops', async () => {
  const stopping = await startTestServer(store);
  const { port } = new URL(stopping.graphqlUrl);
  const watching = watchAt(port);
  await until(() => watching.output.text.includes('Watching as reader.'), 'The subscription');
  await stopping.close();
  expect(await watching.ended).toBe(1);
  expect(watching.output.text).toBe(`Watching as reader. Ctrl-C stops it.\n${gone(port, 'the connection was closed')}`);
});

it('says in one sentence that nothing listens', async () => {
  const watching = watchAt('1');
  expect(await watching.ended).toBe(1);
  expect(watching.output.text).toBe(gone('1', 'connect ECONNREFUSED 127.0.0.1:1'));
});

describe('a watch that has not begun', () => {
  let silent: WebSocketServer;
  let port = '';
  beforeEach(async () => {
    silent = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(silent, 'listening');
    const address = silent.address();
    port = typeof address === 'object' ? String(address?.port) : '';
  });
  afterEach(() => {
    for (const client of silent.clients) client.terminate();
    silent.close();
  });

  it('ends with an error when the server closes the connection', async () => {
    silent.once('connection', (client) => client.close());
    const watching = watchAt(port);
    expect(await watching.ended).toBe(1);
    expect(watching.output.text).toBe(gone(port, 'the connection was closed'));
  });

  it('ends cleanly when nobody reads it any more', async () => {
    silent.once('connection', (client) => {
      client.send('{"type":"start_ack"}');
    });
    const watching = watchAt(port);
    watching.stopReading();
    expect(await watching.ended).toBe(0);
    expect(watching.output.text).toBe('');
  });

  it('ends cleanly on Ctrl-C', async () => {
    const watching = watchAt(port);
    await once(silent, 'connection');
    watching.interrupt();
    expect(await watching.ended).toBe(0);
    expect(watching.output.text).toBe('');
  });
});

describe('the settings of watch', () => {
  it('are those of the local server unless told', () => {
    const unless = { port: 4566, principal: 'reader', id: null, json: false };
    expect(readWatchSettings([], {})).toEqual(unless);
    expect(readWatchSettings(['--as', 'writer', '--id', '1', '--json'], { PORT: '5000' })).toEqual({
      port: 5000,
      principal: 'writer',
      id: '1',
      json: true,
    });
    expect(readWatchSettings(['--help'], {})).toBeNull();
  });

  it.each([
    [['--port', 'x'], {}, "--port must be a number from 1 to 65535, not 'x'."],
    [['--port', '0'], {}, "--port must be a number from 1 to 65535, not '0'."],
    [['--port', '70000'], {}, "--port must be a number from 1 to 65535, not '70000'."],
    [[], { PORT: 'x' }, "PORT must be a number from 1 to 65535, not 'x'."],
    [['--nonsense'], {}, /Unknown option '--nonsense'.* See npm run watch -- --help\.$/],
  ])('refuse %j with %j', (argv, variables, message) => {
    expect(() => readWatchSettings(argv, variables)).toThrow(message);
  });
});
