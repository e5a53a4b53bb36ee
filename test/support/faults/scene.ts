import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbClient, type Patience } from '../../../src/adapters/secondary/dynamodb/client.ts';
import type { Ports } from '../../../src/application/application.ts';
import type { Product } from '../../../src/domain/product.ts';
import { randomId } from '../../../src/main/system.ts';
import type { TestStore } from '../engines.ts';
import { manualClock } from '../manual-clock.ts';
import type { Outcome } from '../products-api.ts';
import { doorNames, openDoors, type DoorName } from './doors.ts';
import { anyRegion, destroy } from './environments.ts';
import { foundBy } from './found.ts';
import { intercept, type Attempt, type Interception } from './intercept.ts';
import type { Site } from './outcomes.ts';
import { startFaultProxy } from './proxy.ts';
import { situations, type Situation } from './situations.ts';
import { patiently, unexpected } from './too-slow.ts';

/** Where use cases meet faults: a table, and the way to it that has them. */
export interface Scene {
  /** A client of the store itself. */
  readonly sound: DynamoDBDocumentClient;
  /** The address of the fault proxy. */
  readonly proxy: string;
  readonly tableName: string;
  readonly patience: Patience;
  readonly functionTimeout: number;
}

export type Times = Pick<Scene, 'patience' | 'functionTimeout'>;

/** Time-outs that keep a test fast, and hold on a busy machine. */
export const shortTimes: Times = {
  patience: { connectionTimeout: 300, requestTimeout: 300, pauses: [5, 10] },
  functionTimeout: 2_000,
};

export interface OpenScene extends Scene {
  close(): Promise<void>;
}

/** A new table of the store, with a fault proxy before it. */
export const openScene = async (store: TestStore, times: Times): Promise<OpenScene> => {
  const proxy = await startFaultProxy(store.endpoint, times.patience.requestTimeout);
  const tableName = await store.newTable();
  return { sound: store.client, proxy: proxy.endpoint, tableName, ...times, close: proxy.close };
};

/** A situation, brought about through a sound door. */
export interface Prepared {
  readonly situation: Situation;
  readonly door: DoorName;
  readonly key: string;
  readonly newId: string;
  readonly product: Product;
  /** What there was before the use case was asked for. */
  readonly before: Product | null;
}

export const prepare = async (scene: Scene, situation: Situation, door: DoorName): Promise<Prepared> => {
  const [key, newId] = [randomId(), randomId()];
  const { clock, advance } = manualClock('2026-01-01T00:00:00.000Z');
  const api = openDoors({ ...soundly(scene), alter: (ports) => ({ ...ports, clock }) })[door];
  const product = await situation.prepare({ api, key, newId, advance });
  return { situation, door, key, newId, product, before: await look(scene, product.id) };
};

/** What there is now, under the id of the product that it is about. */
export const look = async (scene: Scene, id: string): Promise<Product | null> =>
  foundBy(await openDoors(soundly(scene)).graphql.get(id));

const soundly = ({ sound, tableName }: Scene) => ({ client: sound, tableName });

/** Asks for the use case, by a client of its own: no other uses up its retries. */
export const perform = async (
  { proxy, tableName, patience, functionTimeout }: Omit<Scene, 'sound'>,
  { situation, door, product, key, newId }: Omit<Prepared, 'before'>,
  interception: Interception,
): Promise<Outcome<unknown>> => {
  const client = createDynamoDbClient({ endpoint: proxy, ...anyRegion }, patience);
  intercept(client, interception);
  const { clock } = manualClock('2026-01-01T01:00:00.000Z');
  const alter = (ports: Ports): Ports => ({ ...ports, clock, newId: () => newId });
  const outcome = await situation.ask(openDoors({ client, tableName, functionTimeout, alter })[door], product, key);
  destroy(client);
  return outcome;
};

/** All places where use cases call the store, found by watching each situation once without faults. */
export const recordSites = async (scene: Scene): Promise<Site[]> => {
  const sites: Site[] = [];
  for (const situation of situations) {
    for (const door of doorNames) {
      const watch = () => sitesOf(scene, situation, door);
      sites.push(...(await patiently(scene.patience.requestTimeout, watch, giveUp)));
    }
  }
  return sites;
};

const giveUp = (why: string): never => {
  throw new Error(why);
};

const sitesOf = async (scene: Scene, situation: Situation, door: DoorName): Promise<Site[]> => {
  const calls: Pick<Attempt, 'call' | 'command'>[] = [];
  const before = ({ call, command, attempt }: Attempt): void => {
    // A repetition is no other place.
    if (attempt === 1) calls.push({ call, command });
  };
  const outcome = await perform(scene, await prepare(scene, situation, door), { before });
  const answer = 'value' in outcome ? 'OK' : outcome.refused;
  if (answer !== situation.answer) throw unexpected(`Without faults, "${situation.name}" was answered`, answer);
  return calls.map((call) => ({ ...call, situation, door, isLast: call.call === calls.length }));
};
