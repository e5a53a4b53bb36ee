import { startJsonService, type JsonAnswer } from '../support/aws/json-service.ts';
import { addressOf, startProcess, type ServerProcess } from '../support/server-process.ts';
import { signedFetch } from '../support/signed-fetch.ts';
import { until } from '../support/until.ts';

/* Ctrl-C while a request is under way: the table answers it when the test says so. */

let held: ((answer: JsonAnswer) => void)[];
let table: Awaited<ReturnType<typeof startJsonService>>;
let server: ServerProcess;
let answer: Promise<number>;
beforeEach(async () => {
  held = [];
  table = await startJsonService((operation) =>
    operation === 'Query'
      ? new Promise((resolve) => held.push(resolve))
      : { result: { Table: { TableStatus: 'ACTIVE' } } },
  );
  server = startProcess(['--port', '0', '--json'], { AWS_ENDPOINT_URL_DYNAMODB: table.endpoint.endpoint });
  const { rest, principals } = await addressOf(server);
  const { writer } = principals;
  if (writer === undefined) throw new Error('There is no writer.');
  answer = signedFetch(
    writer,
    'execute-api',
  )(`${rest}/products`).then(
    ({ status }) => status,
    () => 0,
  );
  await until(() => held.length > 0, 'The request to the table');
  server.child.kill('SIGINT');
  await deaf(rest);
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.ended;
  await table.close();
});

/** Resolves once nothing listens there any more. */
const deaf = (url: string): Promise<void> =>
  fetch(url).then(
    async (response) => {
      await response.text();
      return deaf(url);
    },
    () => {},
  );

describe('Ctrl-C', () => {
  it('that comes twice at once, as under npm, lets the server answer what has come in', async () => {
    server.child.kill('SIGINT');
    for (const resolve of held) resolve({ result: { Items: [], Count: 0 } });
    expect(await answer).toBe(200);
    expect(await server.ended).toBe(0);
  });

  it('that comes again later ends the server at once', async () => {
    await until(() => !server.child.kill('SIGINT'), 'The end of the server');
    expect(await server.ended).toBe(130);
    expect(await answer).toBe(0);
  });
});
