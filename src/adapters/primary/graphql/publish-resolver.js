/**
 * The resolver of `publishProductEvent`, without a data source: it hands the event on to whoever has subscribed.
 * @param {import('@aws-appsync/utils').Context} ctx
 */
export function request(ctx) {
  const { productId, eventId, type, version, occurredAt, product, changed } = ctx.arguments.event;
  return { payload: { id: productId, eventId, type, version, occurredAt, product, changed } };
}

/**
 * @param {import('@aws-appsync/utils').Context} ctx
 */
export function response(ctx) {
  return ctx.result;
}
