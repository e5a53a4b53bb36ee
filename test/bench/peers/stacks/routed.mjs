const json = (statusCode, body) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body: body === undefined ? '' : JSON.stringify(body),
});

/** For stacks without a router of their own: the event's body is parsed already. */
export const routed = (products) => async (event) => {
  const id = event.pathParameters?.id;
  switch (`${event.httpMethod} ${event.resource}`) {
    case 'GET /products':
      return json(200, await products.list(event.queryStringParameters?.pageSize));
    case 'POST /products':
      return json(201, await products.create(event.body));
    case 'GET /products/{id}':
      return json(200, await products.get(id));
    case 'PUT /products/{id}':
      return json(200, await products.update(id, event.body));
    default:
      await products.remove(id);
      return json(204);
  }
};
