import type { Ports } from '../../../src/application/application.ts';
import type { ProductRepository } from '../../../src/application/ports/product-repository.ts';
import { DomainError, productNotFound, versionMismatch, type ErrorCode } from '../../../src/domain/errors.ts';
import { randomId } from '../../../src/main/system.ts';
import type { Plant } from './plants.ts';

/** A mistake in methods of the repository. */
const inRepository = (name: string, change: (products: ProductRepository) => Partial<ProductRepository>): Plant => ({
  name,
  alter: (ports: Ports) => ({ ...ports, products: { ...ports.products, ...change(ports.products) } }),
});

/** What to do in place of a failure. */
const instead =
  <T>(code: ErrorCode, act: () => T | Promise<T>) =>
  (thrown: unknown): T | Promise<T> => {
    if (thrown instanceof DomainError && thrown.code === code) return act();
    throw thrown;
  };

const found = async (products: ProductRepository, id: string) => {
  const product = await products.find(id);
  if (product === null) throw productNotFound();
  return product;
};

const mistakesInCreations: readonly Plant[] = [
  {
    name: 'the key is ignored',
    alter: (ports) => ({ ...ports, fingerprint: () => randomId().replaceAll('-', '').repeat(2) }),
  },
  inRepository('other content for a key is accepted', (products) => ({
    create: (product) => products.create(product, 'any'),
  })),
  inRepository('a replay answers with a new date', (products) => ({
    create: async (product, fingerprint) => ({
      ...(await products.create(product, fingerprint)),
      createDate: product.createDate,
    }),
  })),
  inRepository('a creation without an answer counts as done', (products) => ({
    create: (product, fingerprint) =>
      products
        .create(product, fingerprint)
        .catch(instead('SERVICE_UNAVAILABLE', () => ({ replayed: false, createDate: product.createDate }))),
  })),
];

const mistakesInUpdates: readonly Plant[] = [
  inRepository('an update without an answer counts as done', (products) => ({
    update: (id, change, at, expected) =>
      products.update(id, change, at, expected).catch(
        instead('SERVICE_UNAVAILABLE', async () => {
          const product = await found(products, id);
          return { ...product, ...change, version: product.version + 1 };
        }),
      ),
  })),
  inRepository('an update without an answer is made again as another', (products) => ({
    update: (id, change, at, expected) =>
      products
        .update(id, change, at, expected)
        .catch(instead('SERVICE_UNAVAILABLE', () => products.update(id, change, at, expected))),
  })),
  inRepository('an update without an answer counts as refused', (products) => ({
    update: (id, change, at, expected) =>
      products.update(id, change, at, expected).catch(
        instead('SERVICE_UNAVAILABLE', () => {
          throw expected === undefined ? productNotFound() : versionMismatch();
        }),
      ),
  })),
  inRepository('an update writes what it has read', (products) => ({
    update: async (id, { name, description }, at, expected) => {
      const before = await found(products, id);
      const change = {
        name: name ?? before.name,
        description: description === undefined ? before.description : description,
      };
      return products.update(id, change, at, expected);
    },
  })),
  inRepository('an update expects the next version', (products) => ({
    update: (id, change, at, expected) =>
      products.update(
        id,
        change,
        at,
        expected?.map((version) => version + 1),
      ),
  })),
  inRepository('an update forgets what it expects when it is refused', (products) => ({
    update: (id, change, at, expected) =>
      products
        .update(id, change, at, expected)
        .catch(instead('VERSION_MISMATCH', () => products.update(id, change, at))),
  })),
];

const otherMistakes: readonly Plant[] = [
  inRepository('a deletion that is refused counts as done', (products) => ({
    delete: (id, at, expected) =>
      products.delete(id, at, expected).catch(instead('VERSION_MISMATCH', () => found(products, id))),
  })),
  inRepository('a deletion without an answer counts as done', (products) => ({
    delete: (id, at, expected) =>
      products.delete(id, at, expected).catch(instead('SERVICE_UNAVAILABLE', () => found(products, id))),
  })),
  { name: 'an empty answer is believed', change: (client) => client.middlewareStack.remove('wholeAnswer') },
];

export const plantsInCode: readonly Plant[] = [...mistakesInCreations, ...mistakesInUpdates, ...otherMistakes];
