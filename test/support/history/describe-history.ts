import { fastestEngine, type TestStore } from '../engines.ts';
import { randomFrom } from '../random.ts';
import { openArena } from './round.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Judges one history; the long tier (`npm run test:faults`) judges a hundred longer ones. */
export const describeHistory = (load: { clients: number; products: number; operations: number }): void => {
  const { clients, products, operations } = load;
  describe(`a history of ${clients} clients on ${products} products with 10 % faults (SEED=${seed})`, () => {
    let store: TestStore;
    beforeAll(async () => {
      store = await fastestEngine();
    });
    afterAll(() => store.close());

    it(`of ${operations} operations keeps every promise`, async () => {
      const random = randomFrom(seed);
      const arena = await openArena({ store, clients, share: 0.1, random });
      const { entries, violations } = await arena.round({ products, operations, random });
      await arena.close();
      expect(violations).toEqual([]);
      expect(entries.length).toBeGreaterThanOrEqual(operations);
      // Faults are felt, and most operations go through all the same.
      const unknown = entries.filter(({ outcome }) => outcome === 'unknown').length;
      expect(unknown).toBeGreaterThan(0.01 * entries.length);
      expect(unknown).toBeLessThan(0.4 * entries.length);
    }, 60_000);
  });
};
