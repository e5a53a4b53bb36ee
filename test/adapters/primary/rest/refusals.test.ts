import { maxBodyBytes } from '../../../../src/adapters/primary/rest/json-body.ts';
import { problemOf, startDoor } from './door.ts';

describe('POST /products', () => {
  it.each([
    ['no body', null, 'is missing: send a JSON object'],
    ['an empty body', '', 'is missing: send a JSON object'],
    ['what is no JSON', '{name:"Chair"}', 'must be valid JSON'],
    ['a trailing comma', '{"name":"Chair",}', 'must be valid JSON'],
    ['a byte order mark', '\ufeff{"name":"Chair"}', 'must be valid JSON'],
    ['NaN', '{"name":NaN}', 'must be valid JSON'],
    ['an array', '[{"name":"Chair"}]', 'must be a JSON object'],
    ['null', 'null', 'must be a JSON object'],
    ['a text', '"Chair"', 'must be a JSON object'],
    ['deep nesting', '['.repeat(20_000), 'must be valid JSON'],
    ['deep nesting that is closed', '['.repeat(16_000) + ']'.repeat(16_000), 'must be a JSON object'],
    ['a body over the limit', `{"name":"${'x'.repeat(maxBodyBytes)}"}`, 'must have at most 32768 bytes'],
  ])('refuses %s', async (_, rawBody, detail) => {
    const response = await startDoor()({ method: 'POST', rawBody });
    expect(response.statusCode).toBe(400);
    expect(problemOf(response).errors).toEqual([{ pointer: '#', detail }]);
  });

  it.each([
    ['a lone continuation byte', [0x22, 0x80, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ])('refuses a base64 body with %s instead of replacing it', async (_, bytes) => {
    const rawBody = Buffer.concat([Buffer.from('{"name":'), Buffer.from(bytes), Buffer.from('}')]).toString('base64');
    const response = await startDoor()({ method: 'POST', rawBody, isBase64Encoded: true });
    expect(problemOf(response).errors).toEqual([{ pointer: '#', detail: 'must be UTF-8' }]);
  });

  it('refuses a lone surrogate that JSON can express and UTF-8 cannot', async () => {
    const response = await startDoor()({ method: 'POST', rawBody: '{"name":"a\\ud83d"}' });
    expect(problemOf(response).errors).toEqual([
      { pointer: '#/name', detail: 'must be well-formed Unicode, without lone surrogates' },
    ]);
  });

  it('names every offending part at once, shape and meaning, body and headers', async () => {
    const response = await startDoor()({
      method: 'POST',
      rawBody:
        '{"name":5,"description":"\\u0007","price":1,"a/b~c":1,"__proto__":{"name":"x"},"id":"x","":1,"\\ud83d":1}',
      headers: { 'IDEMPOTENCY-KEY': 'two words' },
    });
    expect(response.headers).toMatchObject({ 'Content-Type': 'application/problem+json' });
    expect(problemOf(response)).toEqual({
      type: 'urn:product-catalogue:problem:invalid-input',
      title: 'Invalid input',
      status: 400,
      detail: 'The request has invalid input.',
      instance: '/products',
      code: 'INVALID_INPUT',
      requestId: 'request-1',
      errors: [
        { pointer: '#/name', detail: 'must be a string' },
        { pointer: '#/price', detail: 'is not a field of this request' },
        { pointer: '#/a~1b~0c', detail: 'is not a field of this request' },
        { pointer: '#/__proto__', detail: 'is not a field of this request' },
        { pointer: '#/id', detail: 'is not a field of this request' },
        { pointer: '#/', detail: 'is not a field of this request' },
        { pointer: '#/%EF%BF%BD', detail: 'is not a field of this request' },
        { pointer: '#/description', detail: 'must not have control characters other than tab and newline' },
        { header: 'Idempotency-Key', detail: 'must be 1–255 visible ASCII characters' },
      ],
    });
  });

  it('refuses a missing name, a null name and two keys', async () => {
    const keys = { 'Idempotency-Key': ['a', 'b'] };
    expect(problemOf(await startDoor()({ method: 'POST', body: {}, headers: keys })).errors).toEqual([
      { pointer: '#/name', detail: 'is missing' },
      { header: 'Idempotency-Key', detail: 'must be given once' },
    ]);
    expect(problemOf(await startDoor()({ method: 'POST', body: { name: null } })).errors).toEqual([
      { pointer: '#/name', detail: 'must be a string' },
    ]);
  });
});

describe('PUT /products/{id}', () => {
  it('names every offending part at once', async () => {
    const response = await startDoor()({
      method: 'PUT',
      id: '%zz',
      body: { name: null, description: 5, version: 3 },
      headers: { 'If-Match': '3' },
    });
    expect(problemOf(response).errors).toEqual([
      { pointer: '#/name', detail: 'must be a string' },
      { pointer: '#/description', detail: 'must be a string or null' },
      { pointer: '#/version', detail: 'is not a field of this request' },
      { parameter: 'id', detail: 'must be percent-encoded UTF-8' },
      { header: 'If-Match', detail: 'must be * or a list of entity tags such as "3"' },
    ]);
  });

  it('names a body that changes nothing beside what else is wrong', async () => {
    const response = await startDoor()({ method: 'PUT', id: '%zz', body: {}, headers: { 'If-Match': '3' } });
    expect(problemOf(response).errors).toEqual([
      { parameter: 'id', detail: 'must be percent-encoded UTF-8' },
      { header: 'If-Match', detail: 'must be * or a list of entity tags such as "3"' },
      { pointer: '#', detail: 'must change the name, the description or both' },
    ]);
  });
});

describe('DELETE /products/{id}', () => {
  it('names every offending part at once, shape and meaning', async () => {
    const tags = Array.from({ length: 21 }, (_, n) => `"${n + 1}"`).join();
    const response = await startDoor()({ method: 'DELETE', id: '%zz', headers: { 'If-Match': tags } });
    expect(problemOf(response).errors).toEqual([
      { parameter: 'id', detail: 'must be percent-encoded UTF-8' },
      { header: 'If-Match', detail: 'must name at most 20 versions' },
    ]);
  });
});
