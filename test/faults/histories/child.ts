import { inParallel } from '../../support/in-parallel.ts';
import { randomFrom } from '../../support/random.ts';
import { history } from '../long/sections/history.ts';

/*
 * `child.ts <seed> <operations> <products>…` judges a history for each number of products, and tells its parent the
 * results in their order. In a process of its own, as Jest makes a load several times slower.
 */
const [seed = NaN, operations = NaN, ...products] = process.argv.slice(2).map(Number);
const results = await inParallel(products, 2, (number) =>
  history(operations, number)({ random: randomFrom(seed), scale: 1, progress: () => {} }),
);
process.send?.(results);
process.disconnect();
