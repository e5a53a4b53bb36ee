import { util } from '@aws-appsync/utils';

/**
 * The one resolver of every field, on AppSync (runtime APPSYNC_JS) and on the laptop.
 * @param {import('@aws-appsync/utils').Context} ctx
 */
export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: {
      parentTypeName: ctx.info.parentTypeName,
      fieldName: ctx.info.fieldName,
      arguments: ctx.arguments,
      identity: ctx.identity,
      selectionSetList: ctx.info.selectionSetList,
      requestId: ctx.request.headers['x-amzn-requestid'],
    },
  };
}

/**
 * @param {import('@aws-appsync/utils').Context} ctx
 */
export function response(ctx) {
  // A function that throws, times out or crashes is a fault of ours: its message is not for the caller.
  if (ctx.error) {
    util.error('Something went wrong on our side.', 'InternalError');
  }
  const { data, error } = ctx.result;
  if (error) {
    util.error(error.message, error.type, null, error.info);
  }
  return data;
}
