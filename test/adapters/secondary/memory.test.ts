import { createMemoryProductRepository } from '../../../src/adapters/secondary/memory/product-repository.ts';
import { describeProductRepository } from '../../contracts/product-repository.ts';

describeProductRepository('memory', async () => {
  const repository = createMemoryProductRepository();
  return { repository, reopen: () => repository };
});
