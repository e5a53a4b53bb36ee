import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbClient, type Patience } from '../../../src/adapters/secondary/dynamodb/client.ts';
import type { Ports } from '../../../src/application/application.ts';
import type { Random } from '../random.ts';
import { openDoors, type Doors } from './doors.ts';
import { faults, type Fault } from './faults.ts';
import { intercept, type Interception } from './intercept.ts';

/** Execution environments of the functions: each has a client of its own, with its own connections and budget. */
export interface Environments {
  /** Both doors of each, on a table. */
  open(tableName: string): Doors[];
  close(): void;
}

export interface EnvironmentSettings {
  readonly count: number;
  readonly endpoint: string;
  /** For a load, time-outs are shortened; their order is that of production. */
  readonly patience: Patience;
  readonly functionTimeout: number;
  readonly random: Random;
  /** Which part of the calls to the store meets a fault. */
  readonly share: number;
  readonly storePort?: number;
  /** Mistakes to be found: in what the application gets, and in its clients. */
  readonly alter?: ((ports: Ports) => Ports) | undefined;
  readonly change?: ((client: DynamoDBDocumentClient) => void) | undefined;
}

export const createEnvironments = (settings: EnvironmentSettings): Environments => {
  const { count, endpoint, patience, functionTimeout, random, share, storePort } = settings;
  const clients = Array.from({ length: count }, (_, number) => {
    const client = createDynamoDbClient({ endpoint, ...anyRegion }, patience);
    const fault = randomFaults(random.fork(number), share);
    intercept(client, { fault, ...(storePort === undefined ? {} : { storePort }) });
    settings.change?.(client);
    return client;
  });
  return {
    open: (tableName) =>
      clients.map((client, number) => {
        const clock = uncertainClock(random.fork(1000 + number));
        return openDoors({
          client,
          tableName,
          functionTimeout,
          alter: (ports) => (settings.alter ?? same)({ ...ports, clock }),
        });
      }),
    close: () => clients.forEach(destroy),
  };
};

const same = <T>(value: T): T => value;

export const anyRegion = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

/** The document client's own `destroy` leaves the connections open. */
export const destroy = (client: DynamoDBDocumentClient): void => client.config.requestHandler.destroy?.();

/** A share of the calls meets a fault, for one, two or all of its attempts. */
const randomFaults = (random: Random, share: number): NonNullable<Interception['fault']> => {
  let struck: { fault: Fault; attempts: number } | null = null;
  return ({ attempt }) => {
    if (attempt === 1) {
      const attempts = random.pick([1, 1, 1, 2, Infinity]);
      struck = random.chance(share) ? { fault: random.pick(faults), attempts } : null;
    }
    return struck !== null && attempt <= struck.attempts ? struck.fault : undefined;
  };
};

/** The clocks of environments differ: every tenth look is up to a second behind. */
const uncertainClock = (random: Random) => () => new Date(Date.now() - (random.chance(0.1) ? random.below(1000) : 0));
