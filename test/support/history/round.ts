import type { TestStore } from '../engines.ts';
import { openDoors, type Doors } from '../faults/doors.ts';
import { createEnvironments, type EnvironmentSettings } from '../faults/environments.ts';
import type { Alteration } from '../faults/exchange.ts';
import { startFaultProxy } from '../faults/proxy.ts';
import type { Random } from '../random.ts';
import { checkHistory } from './check-history.ts';
import { readFinal } from './final.ts';
import type { Entry, Final, Violation } from './history.ts';
import { runLoad } from './load.ts';
import { statesInStore } from './witness.ts';

/** Time-outs short enough that hundreds of calls without an answer cost seconds. */
export const shortPatience = { connectionTimeout: 100, requestTimeout: 150, pauses: [10, 20] };
/** Longer than all attempts together: a busy machine must not end a function that only waits for its turn. */
const functionTimeout = 3_000;

export interface Arena {
  /** One load on an empty table, judged when all is quiet. */
  round(settings: RoundSettings): Promise<Round>;
  close(): Promise<void>;
}

export interface RoundSettings {
  readonly products: number;
  readonly operations: number;
  readonly random: Random;
  readonly onOperation?: () => void;
}

export interface Round {
  readonly entries: readonly Entry[];
  readonly violations: readonly Violation[];
}

export interface ArenaSettings extends Pick<EnvironmentSettings, 'random' | 'share' | 'alter' | 'change'> {
  readonly store: TestStore;
  readonly clients: number;
  readonly alteration?: Alteration;
}

/** Clients, faults and a store, for loads that are judged by their histories. */
export const openArena = async ({ store, clients, alteration, ...settings }: ArenaSettings): Promise<Arena> => {
  const proxy = await startFaultProxy(store.endpoint, shortPatience.requestTimeout, alteration);
  const environments = createEnvironments({
    ...settings,
    count: clients,
    endpoint: proxy.endpoint,
    patience: shortPatience,
    functionTimeout,
    // Only what is altered has to go through the proxy.
    ...(alteration === undefined ? { storePort: Number(new URL(store.endpoint).port) } : {}),
  });
  return {
    round: async (round) => {
      const tableName = await store.newTable();
      const entries = await runLoad({ ...round, clients: environments.open(tableName) });
      await proxy.settle();
      const sound: Doors = openDoors({ client: store.client, tableName });
      const final = await whenQuiet(store, tableName, () => readFinal(sound, entries));
      return { entries, violations: checkHistory(entries, final) };
    },
    close: async () => {
      environments.close();
      await proxy.close();
    },
  };
};

/** What is left, and every state before it: read again when a request that its client has given up came in between. */
const whenQuiet = async (
  store: TestStore,
  tableName: string,
  read: () => Promise<Omit<Final, 'states'>>,
): Promise<Final> => {
  const before = await statesInStore(store, tableName);
  const final = await read();
  const states = await statesInStore(store, tableName);
  return count(before) === count(states) ? { ...final, states } : whenQuiet(store, tableName, read);
};

const count = (states: Final['states']): number => [...(states?.values() ?? [])].flat().length;
