import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import * as products from './products.mjs';

const app = new Hono();
app.get('/products', async (c) => c.json(await products.list(c.req.query('pageSize'))));
app.post('/products', async (c) => c.json(await products.create(await c.req.json()), 201));
app.get('/products/:id', async (c) => c.json(await products.get(c.req.param('id'))));
app.put('/products/:id', async (c) => c.json(await products.update(c.req.param('id'), await c.req.json())));
app.delete('/products/:id', async (c) => {
  await products.remove(c.req.param('id'));
  return c.body(null, 204);
});

export const handler = handle(app);
