import { startPublishing } from './api.ts';
import { converse, type Conversation } from './conversation.ts';

/* A start holds a GraphQL request, which means what it means over HTTP. */

let client: Conversation;
beforeEach(() => {
  client = converse(startPublishing().realtime);
});
afterEach(() => client.leave());

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const start = async (query: string, more: Record<string, unknown>): Promise<unknown> => {
  client.start('1', query, {}, more);
  await settled();
  return client.said;
};
const acknowledged = [{ id: '1', type: 'start_ack' }];
const refused = (errorType: string, message: string) => [
  { id: '1', type: 'error', payload: { errors: [{ errorType, message }] } },
];

describe('the request of a subscription', () => {
  const query = 'subscription { onProductChanged { id } }';

  it.each([{ variables: null }, { operationName: null }, { operationName: '' }, { extensions: {}, more: 1 }])(
    'is read with %j as without',
    async (more) => {
      expect(await start(query, more)).toEqual(acknowledged);
    },
  );

  it.each([{ variables: [] }, { variables: 'x' }, { operationName: 1 }, { query: null }])(
    'is refused with %j',
    async (more) => {
      const refusal = refused('MalformedHttpRequestException', 'Unable to parse GraphQL query.');
      expect(await start(query, more)).toEqual(refusal);
    },
  );

  it('is for the operation that it names', async () => {
    const several = `query A { listProducts { nextToken } } subscription B { onProductChanged { id } }`;
    expect(await start(several, { operationName: 'B' })).toEqual(acknowledged);
    client.start('2', several, {}, { operationName: 'A' });
    expect(client.said).toHaveLength(2);
    expect(client.said[1]).toMatchObject({ payload: { errors: [{ message: 'Only subscriptions are served here.' }] } });
  });
});
