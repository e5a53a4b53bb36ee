import awsLambdaFastify from '@fastify/aws-lambda';
import fastify from 'fastify';
import * as products from './products.mjs';

const app = fastify();
app.get('/products', (request) => products.list(request.query.pageSize));
app.post('/products', async (request, reply) => reply.code(201).send(await products.create(request.body)));
app.get('/products/:id', (request) => products.get(request.params.id));
app.put('/products/:id', (request) => products.update(request.params.id, request.body));
app.delete('/products/:id', async (request, reply) => {
  await products.remove(request.params.id);
  return reply.code(204).send();
});

const proxy = awsLambdaFastify(app);
export const handler = (event, context) => proxy(event, context);
