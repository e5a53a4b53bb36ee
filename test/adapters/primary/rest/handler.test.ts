import { createRestHandler } from '../../../../src/adapters/primary/rest/handler.ts';
import { maxBodyBytes } from '../../../../src/adapters/primary/rest/json-body.ts';
import { routes } from '../../../../src/adapters/primary/rest/routes.ts';
import { restEvent } from '../../../support/rest-event.ts';
import { memoryApplication } from '../../../support/ways-in/application.ts';
import { chair, created, problemOf, startDoor } from './door.ts';

describe('POST /products', () => {
  it('answers 201 with the five attributes, where the product is and its entity tag', async () => {
    const { statusCode, headers, body } = await startDoor()({ method: 'POST', body: chair });
    const product = JSON.parse(body);
    expect(statusCode).toBe(201);
    expect(Object.keys(product)).toEqual(['id', 'name', 'description', 'createDate', 'lastUpdateDate']);
    expect(headers).toEqual({
      'Content-Type': 'application/json',
      'Cache-Control': 'private, no-cache',
      ETag: '"1"',
      Location: `/test/products/${product.id}`,
    });
  });

  it('says where the product is under a custom domain and after stray slashes', async () => {
    const handle = createRestHandler(memoryApplication().application);
    for (const path of ['/products', '//products/', '/base/products/']) {
      const event = restEvent({ method: 'POST', body: chair });
      const { response } = await handle({ ...event, requestContext: { ...event.requestContext, path } });
      expect(response.headers?.['Location']).toBe(
        `${path.replace('//', '/').replace(/\/$/, '')}/${JSON.parse(response.body).id}`,
      );
    }
  });

  it('marks a replay', async () => {
    const send = startDoor();
    const keyed = { method: 'POST', body: chair, headers: { 'idempotency-key': 'k' } };
    expect((await send(keyed)).headers).not.toHaveProperty('Idempotency-Replayed');
    expect((await send(keyed)).headers).toMatchObject({ 'Idempotency-Replayed': 'true' });
  });

  it('knows a caller again in another session of the same role, and not in another role', async () => {
    const send = startDoor();
    const as = (role: string) => ({
      method: 'POST',
      body: chair,
      headers: { 'Idempotency-Key': 'k' },
      userArn: `arn:aws:sts::000000000000:assumed-role/${role}`,
    });
    const ids = await Promise.all(
      ['Writer/a', 'Writer/b', 'Other/a'].map(async (role) => JSON.parse((await send(as(role))).body).id),
    );
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('reads a body that came base64-encoded', async () => {
    const rawBody = Buffer.from(JSON.stringify({ name: 'Stühle 🪑' })).toString('base64');
    const { body } = await startDoor()({ method: 'POST', rawBody, isBase64Encoded: true });
    expect(JSON.parse(body)).toMatchObject({ name: 'Stühle 🪑' });
  });

  it('reads the largest legal body', async () => {
    const escaped = (count: number): string => '\\ud83e\\ude91'.repeat(count);
    const rawBody = `{"name":"${escaped(200)}","description":"${escaped(2000)}"}`;
    expect(rawBody.length).toBeLessThan(maxBodyBytes);
    const { statusCode, body } = await startDoor()({ method: 'POST', rawBody });
    expect(statusCode).toBe(201);
    expect(JSON.parse(body).description).toBe('🪑'.repeat(2000));
  });
});

describe('GET /products/{id}', () => {
  it.each(['"1"', 'W/"1"', '"7", "1"', '*', ' "7" ,, W/"1"'])('answers 304 to If-None-Match: %s', async (tag) => {
    const send = startDoor();
    const { id } = await created(send);
    const response = await send({ id, headers: { 'if-none-match': tag } });
    expect(response).toMatchObject({ statusCode: 304, body: '', headers: { ETag: '"1"' } });
  });

  it.each(['"2"', '"01"', '""', 'W/"3"'])('answers 200 to If-None-Match: %s', async (tag) => {
    const send = startDoor();
    const { id } = await created(send);
    expect(await send({ id, headers: { 'If-None-Match': tag } })).toMatchObject({ statusCode: 200 });
  });

  it('decodes the id once', async () => {
    const send = startDoor();
    const { id } = await created(send);
    const encoded = id.replaceAll('-', '%2D');
    expect((await send({ id: encoded })).statusCode).toBe(200);
    expect((await send({ id: encoded.replaceAll('%', '%25') })).statusCode).toBe(404);
  });

  it.each(['%', '%zz', '%80', '%ed%a0%80'])('refuses an id that is not percent-encoded UTF-8: %s', async (id) => {
    const response = await startDoor()({ id });
    expect(response.statusCode).toBe(400);
    expect(problemOf(response).errors).toEqual([{ parameter: 'id', detail: 'must be percent-encoded UTF-8' }]);
  });
});

describe('PUT /products/{id}', () => {
  it.each(['*', '"1"', '"9", "1"', 'W/"1", "1"'])('changes version 1 under If-Match: %s', async (tags) => {
    const send = startDoor();
    const { id } = await created(send);
    const response = await send({ method: 'PUT', id, body: { name: 'Table' }, headers: { 'if-match': tags } });
    expect(response).toMatchObject({ statusCode: 200, headers: { ETag: '"2"' } });
  });

  it.each(['"2"', 'W/"1"', '"01"', '"1.0"', '"one"', '""', '"99999999999999999999"'])(
    'answers 412 to If-Match: %s',
    async (tags) => {
      const send = startDoor();
      const { id } = await created(send);
      const response = await send({ method: 'PUT', id, body: { name: 'Table' }, headers: { 'If-Match': tags } });
      expect(response.statusCode).toBe(412);
      expect(problemOf(response)).toMatchObject({ code: 'VERSION_MISMATCH' });
    },
  );

  it('joins several If-Match headers', async () => {
    const send = startDoor();
    const { id } = await created(send);
    const response = await send({
      method: 'PUT',
      id,
      body: { name: 'Table' },
      headers: { 'If-Match': ['"9"', '"1"'] },
    });
    expect(response.statusCode).toBe(200);
  });

  it('refuses more entity tags than it looks at', async () => {
    const tags = Array.from({ length: 21 }, (_, n) => `"${n + 1}"`).join();
    const response = await startDoor()({ method: 'PUT', id: 'x', body: { name: 'T' }, headers: { 'If-Match': tags } });
    expect(problemOf(response).errors).toEqual([{ header: 'If-Match', detail: 'must name at most 20 versions' }]);
  });
});

describe('DELETE /products/{id}', () => {
  it('answers 204 without a body, then 404', async () => {
    const send = startDoor();
    const { id } = await created(send);
    expect(await send({ method: 'DELETE', id })).toMatchObject({ statusCode: 204, body: '' });
    const again = await send({ method: 'DELETE', id });
    expect(again.statusCode).toBe(404);
    expect(problemOf(again)).toMatchObject({ code: 'PRODUCT_NOT_FOUND', instance: `/products/${id}` });
  });
});

describe('GET /products', () => {
  it.each(['', ' 1', '1e1', '0x1', '1.5', '+1', '١', '9'.repeat(30)])('refuses the page size %j', async (pageSize) => {
    const response = await startDoor()({ query: { pageSize: [pageSize] } });
    expect(response.statusCode).toBe(400);
    expect(problemOf(response).errors).toEqual([
      { parameter: 'pageSize', detail: 'must be a whole number from 1 to 100' },
    ]);
  });

  it('refuses repeated and unknown parameters, but not those of a presigned URL', async () => {
    const query = { pageSize: ['1', '2'], limit: ['5'], 'X-Amz-Signature': ['0'] };
    expect(problemOf(await startDoor()({ query })).errors).toEqual([
      { parameter: 'pageSize', detail: 'must be given once' },
      { parameter: 'limit', detail: 'is not a parameter of this request' },
    ]);
    expect((await startDoor()({ query: { 'X-Amz-Signature': ['0'] } })).statusCode).toBe(200);
  });
});

describe('the REST door', () => {
  it('answers every route of the list', async () => {
    const handle = createRestHandler(memoryApplication().application);
    for (const { method, resource, operation } of routes) {
      const id = resource.includes('{id}') ? { id: 'x' } : {};
      const handled = await handle(restEvent({ method, ...id, body: { name: 'Chair' } }));
      expect(handled).toMatchObject({ operation, principal: 'arn:aws:iam::000000000000:user/writer' });
      expect(handled.code).not.toBe('INTERNAL');
    }
  });

  it('hides what is behind a fault and keeps it for the log', async () => {
    const { application } = memoryApplication();
    const cause = new Error('secret detail');
    const handle = createRestHandler({ ...application, getProduct: () => Promise.reject(cause) });
    const handled = await handle(restEvent({ id: 'x' }));
    expect(handled).toMatchObject({ code: 'INTERNAL', cause });
    expect(handled.response.statusCode).toBe(500);
    expect(JSON.stringify(handled.response)).not.toContain('secret');
  });

  it('reports a route that it does not know as a fault of the deployment', async () => {
    const handle = createRestHandler(memoryApplication().application);
    const handled = await handle(restEvent({ method: 'PATCH' }));
    expect(handled.response.statusCode).toBe(500);
    expect(String(handled.cause)).toContain('PATCH /products');
  });

  it('knows callers of other authorizers', async () => {
    const handle = createRestHandler(memoryApplication().application);
    const principalWith = async (authorizer: Record<string, unknown> | null) => {
      const event = restEvent({ userArn: null });
      return (await handle({ ...event, requestContext: { ...event.requestContext, authorizer } })).principal;
    };
    expect(await principalWith({ claims: { iss: 'https://idp', sub: 'user-1' } })).toBe('https://idp/user-1');
    expect(await principalWith({ principalId: 'user-1' })).toBe('authorizer/user-1');
    expect(await principalWith(null)).toBe('anonymous');
  });
});
