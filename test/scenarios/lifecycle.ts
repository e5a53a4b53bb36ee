import { expectRefusal, unknownId, valueOf } from './expectations.ts';
import type { Scenario } from './scenarios.ts';

export const lifecycleScenarios: readonly Scenario[] = [
  {
    name: 'creates a product at version 1 with equal dates',
    async run({ api }) {
      const product = valueOf(await api.create({ name: 'Chair', description: 'Oak' }));
      expect(product).toEqual({
        id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
        name: 'Chair',
        description: 'Oak',
        createDate: '2026-01-01T00:00:00.000Z',
        lastUpdateDate: '2026-01-01T00:00:00.000Z',
        version: 1,
      });
    },
  },
  {
    name: 'gives a product without a description a null one',
    async run({ api }) {
      expect(valueOf(await api.create({ name: 'Chair' })).description).toBeNull();
    },
  },
  {
    name: 'creates two products from the same content without a key',
    async run({ api }) {
      const first = valueOf(await api.create({ name: 'Chair' }));
      const second = valueOf(await api.create({ name: 'Chair' }));
      expect(second.id).not.toBe(first.id);
    },
  },
  {
    name: 'reads what it created',
    async run({ api }) {
      const product = valueOf(await api.create({ name: 'Chair', description: 'Oak' }));
      expect(valueOf(await api.get(product.id))).toEqual(product);
    },
  },
  {
    name: 'finds no product under an unknown id',
    async run({ api }) {
      expectRefusal(await api.get(unknownId), 'PRODUCT_NOT_FOUND');
      expectRefusal(await api.update(unknownId, { name: 'Table' }), 'PRODUCT_NOT_FOUND');
      expectRefusal(await api.delete(unknownId), 'PRODUCT_NOT_FOUND');
    },
  },
  {
    name: 'finds no product under a text that is no id, however strange',
    async run({ api }) {
      for (const id of ['chair', unknownId.toUpperCase(), '../../etc', 'ä ö#?&%', '%41', 'x'.repeat(1400)]) {
        expectRefusal(await api.get(id), 'PRODUCT_NOT_FOUND');
        expectRefusal(await api.update(id, { name: 'Table' }), 'PRODUCT_NOT_FOUND');
        expectRefusal(await api.delete(id), 'PRODUCT_NOT_FOUND');
      }
    },
  },
  {
    name: 'renames a product and keeps the rest',
    async run({ api, advance }) {
      const product = valueOf(await api.create({ name: 'Chair', description: 'Oak' }));
      advance(1500);
      const renamed = { ...product, name: 'Armchair', lastUpdateDate: '2026-01-01T00:00:01.500Z', version: 2 };
      expect(valueOf(await api.update(product.id, { name: 'Armchair' }))).toEqual(renamed);
      expect(valueOf(await api.get(product.id))).toEqual(renamed);
    },
  },
  {
    name: 'changes name and description at once',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      const changed = valueOf(await api.update(id, { name: 'Table', description: 'Elm' }));
      expect(changed).toMatchObject({ name: 'Table', description: 'Elm', version: 2 });
    },
  },
  {
    name: 'clears a description by null, and only the description',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair', description: 'Oak' }));
      expect(valueOf(await api.update(id, { description: null }))).toMatchObject({ name: 'Chair', description: null });
      expect(valueOf(await api.get(id))).toMatchObject({ name: 'Chair', description: null });
    },
  },
  {
    name: 'never moves lastUpdateDate back when the clock is behind',
    async run({ api, advance }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      advance(-60_000);
      const changed = valueOf(await api.update(id, { name: 'Table' }));
      expect(changed).toMatchObject({ name: 'Table', lastUpdateDate: '2026-01-01T00:00:00.000Z', version: 2 });
    },
  },
  {
    name: 'refuses a change that changes nothing',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      expectRefusal(await api.update(id, {}), 'INVALID_INPUT', ['']);
      expect(valueOf(await api.get(id)).version).toBe(1);
    },
  },
  {
    name: 'deletes a product for good',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      expect(valueOf(await api.delete(id))).toBe('deleted');
      expectRefusal(await api.get(id), 'PRODUCT_NOT_FOUND');
      expectRefusal(await api.update(id, { name: 'Table' }), 'PRODUCT_NOT_FOUND');
      expectRefusal(await api.delete(id), 'PRODUCT_NOT_FOUND');
      expect(valueOf(await api.list()).products).toEqual([]);
    },
  },
];
