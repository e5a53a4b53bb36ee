import { header, idOfTheHeader, startGateway, verdict } from './start.ts';

const megabyte = 1024 * 1024;

describe('limits', () => {
  it('takes a URL of 10,240 bytes and no longer one', async () => {
    const target = (bytes: number) => `/test/products?a=${'x'.repeat(bytes - '/test/products?a='.length)}`;
    expect((await startGateway()({ target: target(10_240) })).status).toBe(200);
    const tooLong = { status: 414, type: undefined, body: { message: 'Request URI too long' } };
    expect(verdict(await startGateway()({ target: target(10_241) }))).toEqual(tooLong);
  });

  it('takes a method ARN of 1,600 bytes and no longer one', async () => {
    const prefix = 'arn:aws:execute-api:eu-west-1:123456789012:localapi/test/GET/products/';
    const target = (bytes: number) => `/test/products/${'x'.repeat(bytes - prefix.length)}`;
    expect((await startGateway()({ target: target(1600) })).status).toBe(200);
    const tooLong = {
      status: 414,
      type: undefined,
      body: { message: 'Request URI too long', requestId: idOfTheHeader },
    };
    expect(verdict(await startGateway()({ target: target(1601) }))).toEqual(tooLong);
  });

  it('takes header values of 10,240 bytes together and no more', async () => {
    const others = 'localhost:4566'.length + 'user'.length;
    const headers = (bytes: number) => [['a', 'x'.repeat(5000)] as const, ['b', 'x'.repeat(bytes - 5000)] as const];
    expect((await startGateway()({ headers: headers(10_240 - others) })).status).toBe(200);
    const tooLarge = { status: 431, type: undefined, body: { message: 'Request Header Fields Too Large' } };
    expect(verdict(await startGateway()({ headers: headers(10_241 - others) }))).toEqual(tooLarge);
  });

  it('takes no body over 10 MB, whoever sends it', async () => {
    const call = { method: 'POST', body: Buffer.alloc(10 * megabyte + 1, 'x'), caller: null };
    expect(verdict(await startGateway()(call))).toEqual({
      status: 413,
      type: 'RequestTooLargeException',
      body: { message: 'HTTP content length exceeded 10485760 bytes' },
    });
  });

  it('takes no body that makes an event over 6 MB, which Lambda would refuse', async () => {
    const send = startGateway();
    expect((await send({ method: 'POST', body: 'x'.repeat(5 * megabyte) })).status).toBe(200);
    const tooLong = { status: 413, type: undefined, body: { message: 'Request Too Long' } };
    expect(verdict(await send({ method: 'POST', body: 'x'.repeat(6 * megabyte) }))).toEqual(tooLong);
    expect((await send({ method: 'POST', body: '"'.repeat(4 * megabyte) })).status).toBe(413);
  });

  it.each(['|', '{', '}'])('refuses a bare %s in a query, but not an encoded one', async (character) => {
    const badRequest = { status: 400, type: undefined, body: { message: 'Bad Request' } };
    expect(verdict(await startGateway()({ target: `/test/products?a=${character}` }))).toEqual(badRequest);
    const encoded = encodeURIComponent(character);
    expect((await startGateway()({ target: `/test/products?a=${encoded}` })).status).toBe(200);
  });
});

const internalServerError = {
  status: 502,
  type: 'InternalServerErrorException',
  body: { message: 'Internal server error', requestId: idOfTheHeader },
};

describe('a function that fails', () => {
  it.each([
    ['throws', () => Promise.reject(new Error('secret'))],
    ['answers what JSON cannot carry', async () => ({ body: 1n })],
    ['answers more than 6 MB', async () => ({ body: 'x'.repeat(6 * megabyte + 100) })],
  ])('is a 502 when it %s', async (_, handler) => {
    const response = await startGateway({ handler })();
    expect(verdict(response)).toEqual(internalServerError);
    expect(header(response, 'x-amzn-RequestId')).toMatch(/^[\da-f-]{36}$/);
  });

  it('is a 502 when its own time runs out', async () => {
    const response = await startGateway({ handler: () => new Promise(() => {}), functionTimeoutMs: 10 })();
    expect(verdict(response)).toEqual(internalServerError);
  });

  it('is a 504 when the gateway waits no longer', async () => {
    const response = await startGateway({
      handler: () => new Promise(() => {}),
      integrationTimeoutMs: 10,
      functionTimeoutMs: 100,
    })();
    expect(verdict(response)).toEqual({
      status: 504,
      type: 'InternalServerErrorException',
      body: { message: 'Endpoint request timed out', requestId: idOfTheHeader },
    });
  });
});
