import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { createRestHandler } from '../../../src/adapters/primary/rest/handler.ts';
import { nextTokenAt } from '../../../src/application/queries/next-token.ts';
import { createCatalogue } from '../../../src/main/catalogue.ts';
import { fastestEngine } from '../../support/engines.ts';
import { restEvent } from '../../support/rest-event.ts';
import { alternate } from '../measure/alternate.ts';
import { median, round, valueOf } from '../measure/statistics.ts';
import { seed } from './seed.ts';

/** A page of 100 products, through the REST door, on an engine on this machine. */
export interface PageCost {
  readonly size: number;
  readonly shards: number;
  readonly page: 'first' | 'middle' | 'last';
  readonly milliseconds: number;
  /** Of one page. */
  readonly queries: number;
  readonly readUnits: number;
}

interface Meter {
  queries: number;
  readUnits: number;
}

/** What a page costs at each size of the table and at each place in the list. */
export const pageCosts = async (
  tables: readonly { readonly size: number; readonly shards: number }[],
  rounds: number,
): Promise<PageCost[]> => {
  const store = await fastestEngine();
  const meter: Meter = { queries: 0, readUnits: 0 };
  const labels = new Map<string, Omit<PageCost, 'milliseconds' | 'queries' | 'readUnits'>>();
  const variants: Record<string, () => Promise<number>> = {};
  try {
    for (const { size, shards } of tables) {
      const tableName = await store.newTable(false);
      const { pages } = await seed(store.client, tableName, size, shards);
      const handle = createRestHandler(createCatalogue({ tableName, catalogueShards: shards }, store.client));
      for (const page of ['first', 'middle', 'last'] as const) {
        const after = pages[page];
        const token = after === null ? {} : { nextToken: [nextTokenAt(after)] };
        const event = restEvent({ query: { pageSize: ['100'], ...token } });
        const name = `${size}/${shards}/${page}`;
        labels.set(name, { size, shards, page });
        variants[name] = async () => {
          const begun = performance.now();
          const { response } = await handle(event);
          if (response.statusCode !== 200 || !response.body.includes('"nextToken"')) throw new Error(response.body);
          return performance.now() - begun;
        };
      }
    }
    const metered = await measureUnits(store.client, meter, variants);
    const samples = await alternate('Pages', rounds, variants);
    return [...labels].map(([name, label]) => ({
      ...label,
      ...valueOf(metered, name),
      milliseconds: round(median(valueOf(samples, name)), 2),
    }));
  } finally {
    await store.close();
  }
};

/** Once for each page, apart from the times: to ask for the units is not free. */
const measureUnits = async (
  client: DynamoDBDocumentClient,
  meter: Meter,
  variants: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, Meter>> => {
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      meter.queries += 1;
      meter.readUnits += unitsOf(answer.output);
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
  const metered: Record<string, Meter> = {};
  for (const [name, page] of Object.entries(variants)) {
    Object.assign(meter, { queries: 0, readUnits: 0 });
    await page();
    metered[name] = { ...meter };
  }
  client.middlewareStack.remove('meter');
  return metered;
};

const unitsOf = (output: unknown): number => {
  const { data } = consumed.safeParse(output);
  if (data === undefined) throw new Error('The engine does not tell what a query consumes.');
  return data.ConsumedCapacity.CapacityUnits;
};

const consumed = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });
