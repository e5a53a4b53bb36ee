import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { readRawRequest, sendRawResponse } from '../../src/local/raw-http.ts';
import type { RawRequest, RawResponse } from '../../src/local/raw-request.ts';
import { until } from '../support/until.ts';

const megabyte = 1024 * 1024;

/** A server and a connection to it. */
const start = async (listener: RequestListener = () => {}) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, socket: connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1') };
};

/** Sends bytes to a server on these two functions, and gives what it read and what it sent. */
const exchange = async (bytes: readonly (string | Buffer)[], response: Partial<RawResponse> = {}) => {
  const requests: RawRequest[] = [];
  const serve = async (message: IncomingMessage, answer: ServerResponse): Promise<void> => {
    requests.push(await readRawRequest(message));
    sendRawResponse(answer, { status: 200, headers: [], body: '', ...response });
  };
  const { server, socket } = await start((message, answer) => {
    void serve(message, answer);
  });
  const answer: Buffer[] = [];
  socket.on('data', (chunk) => answer.push(chunk));
  for (const part of bytes) socket.write(part);
  await once(socket, 'close');
  server.close();
  return { request: requests[0], answer: Buffer.concat(answer).toString('latin1') };
};

const get = (target: string, ...headers: string[]): string =>
  `${[`GET ${target} HTTP/1.1`, 'Host: h', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;

describe('a raw request', () => {
  it.each([
    ['/test//a%2Fb/?x=%20+&y?z', '/test//a%2Fb/', 'x=%20+&y?z'],
    ['/test/products', '/test/products', ''],
    ['/?', '/', ''],
    ['http://other:1/test?x', '/test', 'x'],
    ['http://other', '/', ''],
  ])('has path and query of %s as sent', async (target, rawPath, rawQuery) => {
    const { request } = await exchange([get(target)]);
    expect(request).toMatchObject({ method: 'GET', rawPath, rawQuery, remoteAddress: '127.0.0.1' });
  });

  it('has the headers in order, with their case and repetitions', async () => {
    const { request } = await exchange([get('/', 'X-b: 1', 'x-A:  two  words ', 'x-B: 3')]);
    expect(request?.headers).toEqual([
      ['Host', 'h'],
      ['Connection', 'close'],
      ['X-b', '1'],
      ['x-A', 'two  words'],
      ['x-B', '3'],
    ]);
  });

  it('has the bytes of the body, in however many pieces they came', async () => {
    const body = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0xc3]);
    const head = 'POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 5\r\n\r\n';
    const { request } = await exchange([head, body.subarray(0, 2), body.subarray(2)]);
    expect(request?.body).toEqual(body);
    const chunked = 'POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
    const piecewise = await exchange([`${chunked}2\r\nab\r\n`, '1\r\nc\r\n0\r\n\r\n']);
    expect(piecewise.request?.body.toString()).toBe('abc');
  });

  it('has the time of its head, however long the body takes', async () => {
    const { server, socket } = await start();
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab');
    const [message] = await once(server, 'request');
    const reading = readRawRequest(message);
    const begun = Date.now();
    await until(() => Date.now() > begun);
    socket.write('cde');
    expect((await reading).receivedAt.getTime()).toBeLessThanOrEqual(begun);
    socket.destroy();
    server.close();
  });

  it.each([
    [10 * megabyte, 10 * megabyte],
    [10 * megabyte + 1, 10 * megabyte + 1],
    [12 * megabyte, 10 * megabyte + 1],
  ])('has of a body of %d bytes %d', async (sent, kept) => {
    const head = `POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: ${sent}\r\n\r\n`;
    const { request, answer } = await exchange([head, Buffer.alloc(sent, 'x')]);
    expect(request?.body.length).toBe(kept);
    expect(answer).toContain('HTTP/1.1 200 OK');
  });
});

describe('a caller that goes away', () => {
  it('ends the reading of its request', async () => {
    const { server, socket } = await start();
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab');
    const message = await new Promise<IncomingMessage>((resolve) => {
      server.once('request', resolve);
    });
    const reading = readRawRequest(message);
    socket.destroy();
    await expect(reading).rejects.toThrow('aborted');
    server.close();
  });
});

describe('a raw response', () => {
  it('goes out with its headers as they are, and a date', async () => {
    const headers = [
      ['X-A', '1'],
      ['Content-Type', 'text/plain'],
      ['X-A', '2'],
    ] as const;
    const { answer } = await exchange([get('/')], { status: 201, headers, body: 'Stühle' });
    expect(answer).toContain('HTTP/1.1 201 Created\r\nX-A: 1\r\nContent-Type: text/plain\r\nX-A: 2\r\n');
    expect(answer).toMatch(/\r\nDate: \w{3}, \d\d \w{3} \d{4} [\d:]+ GMT\r\n/);
    expect(answer).toContain('\r\nContent-Length: 7\r\n');
    expect(Buffer.from(answer.split('\r\n\r\n')[1] ?? '', 'latin1').toString()).toBe('Stühle');
  });

  it.each([204, 304])('has nothing after the headers of a %d', async (status) => {
    const { answer } = await exchange([get('/')], { status, body: 'lost' });
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
    expect(answer).not.toContain('lost');
  });
});
