import * as z from 'zod/mini';
import { createCatalogue } from '../../../src/main/catalogue.ts';
import { scenarios } from '../../scenarios/scenarios.ts';
import { fastestEngine, type TestStore } from '../../support/engines.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { onRequest } from '../../support/on-request.ts';
import type { WayIn } from '../../support/products-api.ts';
import type { memoryApplication } from '../../support/ways-in/application.ts';
import { startGraphqlHandler } from '../../support/ways-in/graphql-handler.ts';
import { startRestHandler } from '../../support/ways-in/rest-handler.ts';
import { rightsOf, synthesise } from '../support/synthesis.ts';

/* Each function's rights on the table are those that its code uses: the scenarios are run and their calls recorded. */

const onTable = z.object({ IndexName: z.optional(z.string()) });

/** `dynamodb:Query on index/catalog` for each request that a store's client sends from now on. */
const record = ({ client }: TestStore): Set<string> => {
  const calls = new Set<string>();
  onRequest(client, (operation, input) => {
    const { IndexName } = onTable.parse(input);
    calls.add(`dynamodb:${operation} on ${IndexName === undefined ? 'the table' : `index/${IndexName}`}`);
  });
  return calls;
};

const granted = (construct: string): string[] =>
  rightsOf(synthesise(), construct)
    .flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((arn) => ({ action, arn }))))
    .filter(({ action }) => action.startsWith('dynamodb:'))
    .map(({ action, arn }) => `${action} on ${/index\/.*/.exec(arn)?.[0] ?? 'the table'}`)
    .sort();

type Start = (on: ReturnType<typeof memoryApplication>) => Promise<WayIn>;

/** What a door's code calls on the table in all scenarios, on an engine of its own. */
const calledBy = async (start: Start): Promise<string[]> => {
  const store = await fastestEngine();
  try {
    const tables: string[] = [];
    // One by one: under load, an engine asked for all at once answers the last later than the client waits.
    for (const _ of scenarios) tables.push(await store.newTable());
    const calls = record(store);
    for (const [index, { run }] of scenarios.entries()) {
      const time = manualClock();
      const environment = { tableName: tables[index] ?? '', catalogueShards: 2 };
      const way = await start({ application: createCatalogue(environment, store.client, time.clock), time });
      await run(way);
      await way.close();
    }
    return [...calls].sort();
  } finally {
    await store.close();
  }
};

describe('the rights on the table', () => {
  it.each<[string, Start]>([
    ['RestFunction', startRestHandler],
    ['GraphqlFunction', startGraphqlHandler],
  ])(
    'of %s are exactly what all scenarios call',
    async (construct, start) => {
      expect(await calledBy(start)).toEqual(granted(construct));
    },
    60_000,
  );
});
