import { publishOperation } from '../../../../src/adapters/primary/graphql/publish-event.ts';
import type { AppSync } from '../../../../src/local/appsync/appsync.ts';
import { changeOf } from '../../../contracts/event-publisher.ts';
import { aProduct, productId } from '../../../support/products.ts';
import { principalNamed } from '../../../support/signed-fetch.ts';
import { principals, role, schema, startPublishing } from './api.ts';
import { converse, followNothing } from './conversation.ts';

/* What subscribers are told of a mutation, and who may call it. */

const event = changeOf(productId, 1);

/** Subscribes, and gathers what is told. */
const listen = (appSync: AppSync, query: string, variables: Record<string, unknown> = {}): unknown[] => {
  const told: unknown[] = [];
  const { start, stop, leave } = converse(appSync.realtime, followNothing, (message) => {
    if (message.type === 'error') throw new Error(JSON.stringify(message));
    if (message.type === 'data') told.push(message.payload);
  });
  start('1', query, variables);
  stop('none');
  ended.push(leave);
  return told;
};
const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

const publish = async (appSync: AppSync, query = publishOperation, of = event): Promise<unknown> =>
  appSync.execute(role, { query, variables: { event: of } });

const whole = `subscription ($id: ID) {
  onProductChanged(id: $id) {
    id eventId type version occurredAt changed
    product { id name description createDate lastUpdateDate version }
  }
}`;

describe('a subscriber', () => {
  it('is told all of an event', async () => {
    const appSync = startPublishing();
    const told = listen(appSync, whole);
    await publish(appSync);
    const { eventId, type, version, occurredAt } = event;
    const all = { id: productId, eventId, type, version, occurredAt, changed: null, product: aProduct() };
    expect(told).toEqual([{ data: { onProductChanged: all } }]);
  });

  it('is told under the names that it asks for, whichever the mutation has used', async () => {
    const appSync = startPublishing();
    const told = listen(appSync, 'subscription { mine: onProductChanged { number: version } }');
    await publish(appSync, publishOperation.replace(' version ', ' other: version '));
    expect(told).toEqual([{ data: { mine: { number: 1 } } }]);
  });

  it('is told null for what the mutation has not selected, and an error where the schema has no null', async () => {
    const appSync = startPublishing();
    const told = listen(appSync, 'subscription { onProductChanged { changed } }');
    const strict = listen(appSync, 'subscription { onProductChanged { version } }');
    const partly = 'mutation ($event: ProductEventInput!) { publishProductEvent(event: $event) { id } }';
    await publish(appSync, partly, changeOf(productId, 2));
    expect(told).toEqual([{ data: { onProductChanged: { changed: null } } }]);
    expect(strict).toMatchObject([
      {
        data: { onProductChanged: null },
        errors: [{ message: expect.stringContaining("Cannot return null for non-nullable type: 'Int'") }],
      },
    ]);
  });

  it('hears nothing after it has stopped or gone', async () => {
    const appSync = startPublishing();
    const told = listen(appSync, whole);
    for (const end of ended) end();
    await publish(appSync);
    expect(told).toEqual([]);
  });
});

describe('an argument of a subscription', () => {
  it.each<[string, string, Record<string, unknown>, number]>([
    ['that equals the field', whole, { id: productId }, 1],
    ['that differs from it', whole, { id: 'another' }, 0],
    ['that is left out', whole, {}, 1],
    // The traps of AppSync: null is a value to compare with, and what the mutation leaves out is null.
    ['that is null', whole, { id: null }, 0],
    ['that is null in the document', 'subscription { onProductChanged(id: null) { version } }', {}, 0],
    ['in the document', `subscription { onProductChanged(id: "${productId}") { version } }`, {}, 1],
  ])('%s decides what is told', async (_, document, variables, count) => {
    const appSync = startPublishing();
    const told = listen(appSync, document, variables);
    await publish(appSync);
    expect(told).toHaveLength(count);
  });
});

describe('the mutation of the event bus', () => {
  it('is allowed to the bus, which is allowed nothing else', async () => {
    expect(role.policy).toHaveLength(1);
    expect(await publish(startPublishing())).toMatchObject({
      data: { publishProductEvent: { eventId: event.eventId } },
    });
    await expect(publish(startPublishing(), 'mutation { deleteProduct(input: { id: 1 }) { id } }')).rejects.toThrow(
      'Permission denied',
    );
  });

  it.each(['writer', 'reader', 'nobody', 'session'])('is denied to %s', async (name) => {
    const request = { query: publishOperation, variables: { event } };
    await expect(startPublishing().execute(principalNamed(principals, name), request)).rejects.toMatchObject({
      status: 401,
      message: 'Permission denied',
    });
  });

  it('selects all that an event has', () => {
    const selected = ['id', 'eventId', 'type', 'version', 'occurredAt', 'changed', 'product'];
    const ofEvent = /type ProductEvent \{([^}]*)\}/.exec(schema)?.[1] ?? '';
    const fields = [...ofEvent.matchAll(/^ {2}(\w+):/gm)].map(([, field]) => field ?? '');
    expect(fields.toSorted()).toEqual(selected.toSorted());
    for (const field of fields) expect(publishOperation).toContain(field);
  });
});
