import { createRestHandler } from '../../src/adapters/primary/rest/handler.ts';
import { withCors } from '../../src/main/cors.ts';
import { restEvent } from '../support/rest-event.ts';
import { memoryApplication } from '../support/ways-in/application.ts';

const door = () => createRestHandler(memoryApplication().application);

describe('the REST door for pages of another origin', () => {
  it('lets that origin read every answer and the headers of the contract', async () => {
    const handle = withCors(door(), 'https://shop.example.com');
    for (const event of [restEvent({}), restEvent({ id: 'x' }), restEvent({ method: 'POST', body: {} })]) {
      const { headers } = (await handle(event)).response;
      expect(headers).toMatchObject({ 'Access-Control-Allow-Origin': 'https://shop.example.com' });
      expect(headers?.['Access-Control-Expose-Headers']).toContain('ETag');
      expect(headers).toHaveProperty('Content-Type');
    }
  });

  it('stays as it is without one', async () => {
    const { headers } = (await withCors(door(), null)(restEvent({}))).response;
    expect(Object.keys(headers ?? {}).join()).not.toContain('Access-Control');
  });
});
