import { fork, type ChildProcess } from 'node:child_process';
import * as z from 'zod/mini';
import { nextMessage } from '../../support/next-message.ts';

/* The long tier (`npm run test:faults`) judges a hundred longer ones. */

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const operations = 1_000;
const products = [64, 32, 16, 8, 3];

const judged = z.array(
  z.object({
    counts: z.object({ operations: z.number(), unknown: z.number() }),
    wrong: z.array(z.string()),
  }),
);

describe(`a history of 16 clients with 10 % faults (SEED=${seed})`, () => {
  let child: ChildProcess;
  let results: z.infer<typeof judged>;
  beforeAll(async () => {
    const args = [seed, operations, ...products].map(String);
    child = fork('test/faults/histories/child.ts', args, { execArgv: ['--import', 'tsx'] });
    results = judged.parse(await nextMessage(child));
  }, 180_000);
  afterAll(() => child.kill());

  it.each(products.map((number, index) => ({ number, index })))(
    `on $number products keeps every promise in ${operations} operations`,
    ({ index }) => {
      const { counts, wrong } = results[index] ?? noResult();
      expect(wrong).toEqual([]);
      expect(counts.operations).toBeGreaterThanOrEqual(operations);
      // Faults are felt, and most operations go through all the same.
      expect(counts.unknown).toBeGreaterThan(0.01 * counts.operations);
      expect(counts.unknown).toBeLessThan(0.4 * counts.operations);
    },
  );
});

const noResult = (): never => {
  throw new Error('There is no result.');
};
