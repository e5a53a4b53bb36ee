import express from 'express';
import serverless from 'serverless-http';
import * as products from './products.mjs';

const app = express();
app.use(express.json());
app.get('/products', async (request, response) => response.json(await products.list(request.query.pageSize)));
app.post('/products', async (request, response) => response.status(201).json(await products.create(request.body)));
app.get('/products/:id', async (request, response) => response.json(await products.get(request.params.id)));
app.put('/products/:id', async (request, response) =>
  response.json(await products.update(request.params.id, request.body)),
);
app.delete('/products/:id', async (request, response) => {
  await products.remove(request.params.id);
  response.status(204).end();
});

export const handler = serverless(app);
