import { expectRefusal, unknownId, valueOf } from './expectations.ts';
import type { Scenario } from './scenarios.ts';

export const versionScenarios: readonly Scenario[] = [
  {
    name: 'changes and deletes a product at the expected version',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      expect(valueOf(await api.update(id, { name: 'Table' }, 1)).version).toBe(2);
      expect(valueOf(await api.delete(id, 2))).toBe('deleted');
    },
  },
  {
    name: 'leaves a product at another version as it is',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      const table = valueOf(await api.update(id, { name: 'Table' }));
      for (const version of [1, 3, 999_999]) {
        expectRefusal(await api.update(id, { name: 'Bench' }, version), 'VERSION_MISMATCH');
        expectRefusal(await api.delete(id, version), 'VERSION_MISMATCH');
      }
      expect(valueOf(await api.get(id))).toEqual(table);
    },
  },
  {
    name: 'says not found, not mismatch, when there is no product to be at a version',
    async run({ api }) {
      expectRefusal(await api.update(unknownId, { name: 'Bench' }, 1), 'PRODUCT_NOT_FOUND');
      expectRefusal(await api.delete(unknownId, 1), 'PRODUCT_NOT_FOUND');
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      valueOf(await api.delete(id));
      expectRefusal(await api.update(id, { name: 'Bench' }, 1), 'PRODUCT_NOT_FOUND');
      expectRefusal(await api.delete(id, 1), 'PRODUCT_NOT_FOUND');
    },
  },
  {
    name: 'lets exactly one of ten concurrent changes win a version',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      const writers = Array.from({ length: 10 }, (_, n) => api.update(id, { name: `Chair ${n}` }, 1));
      const outcomes = await Promise.all(writers);
      const won = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
      expect(won).toHaveLength(1);
      expect(valueOf(await api.get(id))).toEqual(won[0]);
      for (const outcome of outcomes) if (!('value' in outcome)) expectRefusal(outcome, 'VERSION_MISMATCH');
    },
  },
  {
    name: 'counts every one of ten concurrent changes without an expected version',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      await Promise.all(Array.from({ length: 10 }, (_, n) => api.update(id, { name: `Chair ${n}` })));
      expect(valueOf(await api.get(id)).version).toBe(11);
    },
  },
];
