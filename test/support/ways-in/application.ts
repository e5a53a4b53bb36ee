import { createMemoryProductRepository } from '../../../src/adapters/secondary/memory/product-repository.ts';
import { createApplication, type Application } from '../../../src/application/application.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import { randomId, sha256 } from '../../../src/main/system.ts';
import { manualClock, type ManualClock } from '../manual-clock.ts';
import type { Outcome, WayIn } from '../products-api.ts';

/** An application on the memory adapter, with a clock that stands still. */
export const memoryApplication = (): { application: Application; time: ManualClock } => {
  const time = manualClock();
  const products = createMemoryProductRepository();
  return {
    application: createApplication({ products, clock: time.clock, newId: randomId, fingerprint: sha256 }),
    time,
  };
};

const outcome = async <T>(answer: Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await answer };
  } catch (thrown) {
    if (!(thrown instanceof DomainError)) throw thrown;
    return { refused: thrown.code, fields: thrown.issues.map(({ field }) => field).sort() };
  }
};

/** Straight to the use cases. */
export const startApplication = async (): Promise<WayIn> => {
  const { application, time } = memoryApplication();
  return {
    api: {
      create: ({ name, description = null }, { idempotencyKey, as = 'writer' } = {}) =>
        outcome(
          application
            .createProduct({
              content: { name, description },
              caller: as,
              ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
            })
            .then(({ product }) => product),
        ),
      get: (id) => outcome(application.getProduct({ id })),
      update: (id, change, version) =>
        outcome(
          application.updateProduct({ id, change, ...(version === undefined ? {} : { expectedVersions: [version] }) }),
        ),
      delete: (id, version) =>
        outcome(
          application
            .deleteProduct({ id, ...(version === undefined ? {} : { expectedVersions: [version] }) })
            .then(() => 'deleted' as const),
        ),
      list: (query = {}) =>
        outcome(
          application.listProducts(query).then(({ products, nextToken }) => ({
            products: products.map(({ version: _, ...product }) => product),
            nextToken,
          })),
        ),
    },
    advance: time.advance,
    close: async () => {},
  };
};
