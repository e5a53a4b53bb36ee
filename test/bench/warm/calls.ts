import type { Context } from 'aws-lambda';
import { graphqlEvent } from '../../support/graphql-event.ts';
import { restEvent } from '../../support/rest-event.ts';
import { content, productId as id } from '../stub/items.ts';

/** The headers that API Gateway hands over with a small request. */
const headers = {
  Accept: '*/*',
  Host: 'abc123.execute-api.us-east-1.amazonaws.com',
  'User-Agent': 'curl/8.5.0',
  'X-Amz-Date': '20260101T000000Z',
  'X-Amzn-Trace-Id': 'Root=1-00000000-000000000000000000000000',
  'X-Forwarded-For': '192.0.2.1',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

const withBody = { ...headers, 'Content-Type': 'application/json' };

/** The five operations, and a full page, as each door gets them. */
export const calls = {
  rest: {
    get: restEvent({ headers, id }),
    create: restEvent({ headers: withBody, method: 'POST', body: content }),
    update: restEvent({ headers: withBody, method: 'PUT', id, body: { name: 'Stool' } }),
    delete: restEvent({ headers, method: 'DELETE', id }),
    list: restEvent({ headers }),
    'list of 100': restEvent({ headers, query: { pageSize: ['100'] } }),
  },
  graphql: {
    get: graphqlEvent('Query.getProduct', { id }),
    create: graphqlEvent('Mutation.createProduct', { input: content }),
    update: graphqlEvent('Mutation.updateProduct', { input: { id, name: 'Stool' } }),
    delete: graphqlEvent('Mutation.deleteProduct', { input: { id } }),
    list: graphqlEvent('Query.listProducts', {}),
    'list of 100': graphqlEvent('Query.listProducts', { limit: 100 }),
  },
};

export type Operation = keyof (typeof calls)['rest'];

export const operations = ['get', 'create', 'update', 'delete', 'list', 'list of 100'] as const satisfies Operation[];

export const context: Context = {
  awsRequestId: '0a1b2c3d-0000-4000-8000-000000000002',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:function',
  memoryLimitInMB: '512',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
