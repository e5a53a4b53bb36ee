import { createDynamoDbClient } from '../../../../src/adapters/secondary/dynamodb/client.ts';
import type { Product } from '../../../../src/domain/product.ts';
import { fastestEngine } from '../../../support/engines.ts';
import { doorNames, openDoors } from '../../../support/faults/doors.ts';
import { anyRegion, destroy } from '../../../support/faults/environments.ts';
import { readFinal } from '../../../support/history/final.ts';
import type { Outcome, ProductsApi } from '../../../support/products-api.ts';
import { scaled, type Section } from '../section.ts';

const content = { name: 'Chair', description: 'Oak' };
const atOnce = 100;

/** Each key sent a hundred times at once, through both doors, and then with other content. */
export const keys: Section = async ({ scale, progress }) => {
  const count = scaled(1_000, scale);
  const store = await fastestEngine();
  const tableName = await store.newTable();
  const clients = Array.from({ length: 4 }, () => createDynamoDbClient({ endpoint: store.endpoint, ...anyRegion }));
  const doors = clients.flatMap((client) => doorNames.map((door) => openDoors({ client, tableName })[door]));
  const each = (number: number): ProductsApi => doors[number % doors.length] ?? neverEmpty();
  const wrong: string[] = [];
  let answers = 0;
  for (let number = 0; number < count; number += 1) {
    const idempotencyKey = `key-${number}`;
    const sent = Array.from({ length: atOnce }, (_, n) => each(n).create(content, { idempotencyKey }));
    const outcomes = await Promise.all(sent);
    answers += outcomes.length;
    const different = new Set(outcomes.map(told));
    if (different.size !== 1) wrong.push(`${idempotencyKey} was answered with ${[...different].join(' and ')}`);
    const others = await Promise.all(doors.map((door, n) => door.create({ name: `Lamp ${n}` }, { idempotencyKey })));
    for (const other of others)
      if (told(other) !== 'IDEMPOTENCY_KEY_REUSED') wrong.push(`${idempotencyKey}: ${told(other)}`);
    progress(number + 1, count);
  }
  const { list } = await readFinal(openDoors({ client: store.client, tableName }), []);
  clients.forEach(destroy);
  await store.close();
  return { counts: { keys: count, answers, products: list.length }, highest: {}, wrong };
};

const neverEmpty = (): never => {
  throw new Error('There are no doors.');
};

const told = (outcome: Outcome<Product>): string =>
  'refused' in outcome ? outcome.refused : `${outcome.value.id} of ${outcome.value.createDate}, ${outcome.value.name}`;
