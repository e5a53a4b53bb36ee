import type { WayIn } from '../support/products-api.ts';
import { startApplication } from '../support/ways-in/application.ts';
import { startGraphqlHandler } from '../support/ways-in/graphql-handler.ts';
import { startRestHandler } from '../support/ways-in/rest-handler.ts';
import { scenarios } from './scenarios.ts';

/* One list of scenarios through every way in: the same input gets the same verdict, whichever door it comes through. */

const waysIn: Readonly<Record<string, () => Promise<WayIn>>> = {
  'the application': startApplication,
  'the REST handler': startRestHandler,
  'the GraphQL handler': startGraphqlHandler,
};

describe.each(Object.entries(waysIn))('through %s, the catalogue', (_, start) => {
  let way: WayIn;
  beforeEach(async () => {
    way = await start();
  });
  afterEach(() => way.close());

  it.each(scenarios)('$name', async ({ run }) => {
    expect.hasAssertions();
    await run(way);
  });
});
