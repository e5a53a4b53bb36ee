import { publishOperation } from '../../../../src/adapters/primary/graphql/publish-event.ts';
import type { AppSync } from '../../../../src/local/appsync/appsync.ts';
import { changeOf } from '../../../contracts/event-publisher.ts';
import { productId } from '../../../support/products.ts';
import { startPublishing, role } from './api.ts';
import { converse, type Conversation } from './conversation.ts';

/* When a subscription begins and ends, for what is followed on its behalf. */

const query = 'subscription { onProductChanged { version } }';

/** A source whose beginnings wait for the test: how many follow it now, and what lets them begin or fails them. */
const source = () => {
  const waiting: { begin(): void; fail(cause: Error): void }[] = [];
  const now = { followers: 0 };
  const follow = () => {
    now.followers += 1;
    const begun = new Promise<void>((begin, fail) => waiting.push({ begin, fail }));
    return { begun, end: () => void (now.followers -= 1) };
  };
  return { now, follow, waiting };
};

let appSync: AppSync;
let followed: ReturnType<typeof source>;
let client: Conversation;
beforeEach(() => {
  appSync = startPublishing();
  followed = source();
  client = converse(appSync.realtime, followed.follow);
});
afterEach(() => client.leave());

const publish = (version: number): Promise<unknown> =>
  appSync.execute(role, { query: publishOperation, variables: { event: changeOf(productId, version) } });
/** Lets all that needs nothing from outside happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a subscription', () => {
  it('is acknowledged once what it follows has begun, and hears of nothing before', async () => {
    client.start('1', query);
    await publish(1);
    await settled();
    expect(client.said).toEqual([]);
    followed.waiting[0]?.begin();
    await settled();
    await publish(2);
    expect(client.said).toEqual([
      { id: '1', type: 'start_ack' },
      { id: '1', type: 'data', payload: { data: { onProductChanged: { version: 2 } } } },
    ]);
  });

  it('is refused when what it follows cannot begin, and may be asked for again', async () => {
    client.start('1', query);
    followed.waiting[0]?.fail(new Error('no stream'));
    await settled();
    expect(client.said).toEqual([
      {
        id: '1',
        type: 'error',
        payload: {
          errors: [{ errorType: 'InternalFailure', message: expect.stringContaining('subscribe again') }],
        },
      },
    ]);
    expect(followed.now.followers).toBe(0);
    client.start('1', query);
    followed.waiting[1]?.begin();
    await settled();
    expect(client.said.at(-1)).toEqual({ id: '1', type: 'start_ack' });
  });

  it('that is stopped before it has begun is not acknowledged, and follows no more', async () => {
    client.start('1', query);
    client.stop('1');
    followed.waiting[0]?.begin();
    await settled();
    await publish(1);
    expect(client.said).toEqual([{ id: '1', type: 'complete' }]);
    expect(followed.now.followers).toBe(0);
  });

  it('that is stopped and asked for again under the same id is the second one alone', async () => {
    client.start('1', query);
    client.stop('1');
    client.start('1', query);
    followed.waiting[0]?.begin();
    await settled();
    expect(client.said).toEqual([{ id: '1', type: 'complete' }]);
    followed.waiting[1]?.begin();
    await settled();
    expect(client.said.at(-1)).toEqual({ id: '1', type: 'start_ack' });
    expect(followed.now.followers).toBe(1);
  });

  it.each<[string, number, () => void]>([
    ['is stopped', 1, () => client.stop('1')],
    ['is stopped twice', 1, () => [client.stop('1'), client.stop('1')]],
    ['is one of a client that goes away', 0, () => client.leave()],
  ])('follows until it %s', async (_, left, end) => {
    for (const id of ['1', '2']) client.start(id, query);
    for (const { begin } of followed.waiting) begin();
    await settled();
    expect(followed.now.followers).toBe(2);
    end();
    expect(followed.now.followers).toBe(left);
  });

  it('of a client that goes away before it has begun is not heard of again', async () => {
    client.start('1', query);
    client.leave();
    followed.waiting[0]?.fail(new Error('no stream'));
    await settled();
    expect([client.said, followed.now.followers]).toEqual([[], 0]);
  });

  it('that is refused for another reason follows nothing', () => {
    client.start('1', 'subscription { onCreate { id } }');
    expect(client.said).toMatchObject([{ type: 'error' }]);
    expect(followed.waiting).toEqual([]);
  });
});
