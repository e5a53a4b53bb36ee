import { createRestHandler } from '../../../src/adapters/primary/rest/handler.ts';
import { lambdaHandler } from '../../../src/main/lambda-handler.ts';
import type { LogLine } from '../../../src/main/log.ts';
import { memoryApplication } from '../../support/ways-in/application.ts';
import { header, json, session, startGateway, user } from './start.ts';

/** The deployed handler on a catalogue in memory. */
const startCatalogue = () => {
  const lines: LogLine[] = [];
  const handle = createRestHandler(memoryApplication().application);
  return { send: startGateway({ handler: lambdaHandler(handle, (line) => lines.push(line)) }), lines };
};

const products = '/test/products';
const chair = JSON.stringify({ name: 'Stuhl "ö" 🪑' });

describe('the REST handler behind the local gateway', () => {
  it('creates a product and tells where it is, with the stage', async () => {
    const { send } = startCatalogue();
    const made = await send({ method: 'POST', target: products, body: chair });
    expect(made.status).toBe(201);
    expect(header(made, 'ETag')).toBe('"1"');
    const found = await send({ target: header(made, 'Location') ?? '' });
    expect(found.status).toBe(200);
    expect(found.body).toBe(made.body);
    expect(json(found)).toMatchObject({ name: 'Stuhl "ö" 🪑' });
  });

  it('takes a product through its life', async () => {
    const { send } = startCatalogue();
    const target = header(await send({ method: 'POST', target: products, body: chair }), 'Location') ?? '';
    const stale = [['IF-MATCH', '"9"']] as const;
    expect((await send({ method: 'PUT', target, body: '{"name":"Tisch"}', headers: stale })).status).toBe(412);
    expect(json(await send({ method: 'PUT', target, body: '{"name":"Tisch"}' }))).toMatchObject({ name: 'Tisch' });
    const unchanged = await send({ target, headers: [['If-None-Match', '"2"']] });
    expect(unchanged).toMatchObject({ status: 304, body: '' });
    expect(await send({ method: 'DELETE', target })).toMatchObject({ status: 204, body: '' });
    const gone = await send({ target });
    expect(gone.status).toBe(404);
    expect(header(gone, 'Content-Type')).toBe('application/problem+json');
    expect(json(gone)).toMatchObject({ instance: target.slice('/test'.length), code: 'PRODUCT_NOT_FOUND' });
    expect(json(gone).requestId).toBe(header(gone, 'x-amzn-RequestId'));
  });

  it('decodes the id once and the query not at all, as the gateway has done it', async () => {
    const { send } = startCatalogue();
    const made = await send({ method: 'POST', target: products, body: chair });
    const { id } = json(made);
    expect((await send({ target: `${products}/${id.replaceAll('-', '%2D')}` })).status).toBe(200);
    expect((await send({ target: `${products}/%zz` })).status).toBe(400);
    expect(json(await send({ target: `${products}?page%53ize=%31` })).products).toHaveLength(1);
    expect((await send({ target: `${products}?pageSize=1&pageSize=2` })).status).toBe(400);
    expect((await send({ target: `${products}?pageSize=%2531` })).status).toBe(400);
  });

  it('tells two callers with the same key apart', async () => {
    const { send, lines } = startCatalogue();
    const keyed = { method: 'POST', target: products, body: chair, headers: [['Idempotency-Key', 'k']] as const };
    const first = await send({ ...keyed, caller: user });
    expect((await send({ ...keyed, caller: user })).body).toBe(first.body);
    expect(json(await send({ ...keyed, caller: session })).id).not.toBe(json(first).id);
    expect(lines.map(({ principal }) => principal)).toEqual([
      'arn:aws:iam::123456789012:user/user',
      'arn:aws:iam::123456789012:user/user',
      'arn:aws:sts::123456789012:assumed-role/Role',
    ]);
  });
});
