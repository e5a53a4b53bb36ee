import type { GraphqlEvent } from '../../src/adapters/primary/graphql/event.ts';
import { writerArn } from './rest-event.ts';

/** The payload that `lambda-resolver.js` sends for a field such as `Query.getProduct`. */
export const graphqlEvent = (
  field: string,
  args: Record<string, unknown>,
  userArn: string = writerArn,
): GraphqlEvent => {
  const [parentTypeName = '', fieldName = ''] = field.split('.');
  return {
    parentTypeName,
    fieldName,
    arguments: args,
    identity: { accountId: '000000000000', userArn, username: 'AIDAWRITER', sourceIp: ['127.0.0.1'] },
    selectionSetList: ['id'],
    requestId: 'request-1',
  };
};
