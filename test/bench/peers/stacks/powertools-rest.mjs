import { Router } from '@aws-lambda-powertools/event-handler/http';
import * as products from './products.mjs';

const app = new Router();
app.get('/products', ({ req }) => products.list(new URL(req.url).searchParams.get('pageSize') ?? 20));
app.post('/products', async ({ req }) => {
  const body = JSON.stringify(await products.create(await req.json()));
  return new Response(body, { status: 201, headers: { 'Content-Type': 'application/json' } });
});
app.get('/products/:id', ({ params }) => products.get(params.id));
app.put('/products/:id', async ({ params, req }) => products.update(params.id, await req.json()));
app.delete('/products/:id', async ({ params }) => {
  await products.remove(params.id);
  return new Response(null, { status: 204 });
});

export const handler = (event, context) => app.resolve(event, context);
