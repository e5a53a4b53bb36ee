import type { WayIn } from '../support/products-api.ts';
import { scenarios } from './scenarios.ts';

/* One list of scenarios through every way in: the same input gets the same verdict, whichever door it comes through. */

export const describeScenarios = (wayIn: string, start: () => Promise<WayIn>): void => {
  describe(`through ${wayIn}, the catalogue`, () => {
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
};
