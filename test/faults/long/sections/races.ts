import { createDynamoDbClient } from '../../../../src/adapters/secondary/dynamodb/client.ts';
import { fastestEngine } from '../../../support/engines.ts';
import { doorNames, openDoors } from '../../../support/faults/doors.ts';
import { anyRegion, destroy } from '../../../support/faults/environments.ts';
import type { ProductsApi } from '../../../support/products-api.ts';
import { scaled, type Section } from '../section.ts';

const writers = 50;

/** Fifty writers at once, through both doors, each with a change of its own to the same version. */
export const races: Section = async ({ scale, progress }) => {
  const count = scaled(1_000, scale);
  const store = await fastestEngine();
  const tableName = await store.newTable();
  const clients = Array.from({ length: 2 }, () => createDynamoDbClient({ endpoint: store.endpoint, ...anyRegion }));
  const doors = clients.flatMap((client) => doorNames.map((door) => openDoors({ client, tableName })[door]));
  const wrong: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const complaint = await race(doors);
    if (complaint !== null) wrong.push(`race ${number}: ${complaint}`);
    progress(number + 1, count);
  }
  clients.forEach(destroy);
  await store.close();
  return { counts: { races: count, writes: count * writers }, highest: {}, wrong };
};

const race = async (doors: readonly ProductsApi[]): Promise<string | null> => {
  const door = (n: number): ProductsApi => doors[n % doors.length] ?? noDoor();
  const created = await door(0).create({ name: 'Chair' });
  if ('refused' in created) return 'there was no product to write to';
  const { id, version } = created.value;
  const outcomes = await Promise.all(
    Array.from({ length: writers }, (_, n) => door(n).update(id, { name: `Writer ${n}` }, version)),
  );
  const won = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
  const refused = outcomes.filter((outcome) => 'refused' in outcome && outcome.refused === 'VERSION_MISMATCH');
  const left = await door(0).get(id);
  const isWinners = 'value' in left && left.value.name === won[0]?.name && left.value.version === version + 1;
  return won.length === 1 && refused.length === writers - 1 && isWinners
    ? null
    : `${won.length} won, ${refused.length} were refused, ${JSON.stringify(left)} was left`;
};

const noDoor = (): never => {
  throw new Error('There is no door.');
};
