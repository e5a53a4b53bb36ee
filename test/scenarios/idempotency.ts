import { expectRefusal, valueOf } from './expectations.ts';
import type { Scenario } from './scenarios.ts';

const chair = { name: 'Chair', description: 'Oak' };

export const idempotencyScenarios: readonly Scenario[] = [
  {
    name: 'creates one product for a key, however often it is sent',
    async run({ api, advance }) {
      const first = valueOf(await api.create(chair, { idempotencyKey: 'key-1' }));
      advance(1000);
      expect(valueOf(await api.create(chair, { idempotencyKey: 'key-1' }))).toEqual(first);
      expect(valueOf(await api.list()).products).toHaveLength(1);
    },
  },
  {
    name: 'creates one product for a key that is sent twenty times at once',
    async run({ api }) {
      const sent = Array.from({ length: 20 }, () => api.create(chair, { idempotencyKey: 'key-1' }));
      const ids = (await Promise.all(sent)).map((outcome) => valueOf(outcome).id);
      expect(new Set(ids).size).toBe(1);
      expect(valueOf(await api.list()).products).toHaveLength(1);
    },
  },
  {
    name: 'answers a replay as the first time after the product has changed',
    async run({ api, advance }) {
      const first = valueOf(await api.create(chair, { idempotencyKey: 'key-1' }));
      advance(1000);
      valueOf(await api.update(first.id, { name: 'Table', description: null }));
      expect(valueOf(await api.create(chair, { idempotencyKey: 'key-1' }))).toEqual(first);
      expect(valueOf(await api.get(first.id)).name).toBe('Table');
    },
  },
  {
    name: 'answers a late replay as the first time and brings no deleted product back',
    async run({ api }) {
      const first = valueOf(await api.create(chair, { idempotencyKey: 'key-1' }));
      valueOf(await api.delete(first.id));
      expect(valueOf(await api.create(chair, { idempotencyKey: 'key-1' }))).toEqual(first);
      expectRefusal(await api.get(first.id), 'PRODUCT_NOT_FOUND');
      expect(valueOf(await api.list()).products).toEqual([]);
    },
  },
  {
    name: 'frees the key of a deleted product after seven days',
    async run({ api, advance }) {
      const first = valueOf(await api.create(chair, { idempotencyKey: 'key-1' }));
      valueOf(await api.delete(first.id));
      advance(7 * 24 * 60 * 60 * 1000 + 1000);
      const again = valueOf(await api.create({ name: 'Table' }, { idempotencyKey: 'key-1' }));
      expect(again).toMatchObject({ id: first.id, name: 'Table', version: 1 });
      expect(valueOf(await api.get(first.id))).toEqual(again);
    },
  },
  {
    name: 'refuses a key that comes with other content',
    async run({ api }) {
      const first = valueOf(await api.create(chair, { idempotencyKey: 'key-1' }));
      for (const other of [
        { name: 'Chair' },
        { name: 'Chair', description: '' },
        { name: 'Oak', description: 'Chair' },
      ]) {
        expectRefusal(await api.create(other, { idempotencyKey: 'key-1' }), 'IDEMPOTENCY_KEY_REUSED');
      }
      expect(valueOf(await api.get(first.id))).toEqual(first);
    },
  },
  {
    name: 'keeps apart different keys and different callers',
    async run({ api }) {
      const products = [
        await api.create(chair, { idempotencyKey: 'key-1' }),
        await api.create(chair, { idempotencyKey: 'key-2' }),
        await api.create(chair, { idempotencyKey: 'key-1', as: 'session' }),
      ];
      expect(new Set(products.map((outcome) => valueOf(outcome).id)).size).toBe(3);
    },
  },
  {
    name: 'takes any visible ASCII of 1–255 characters as a key and nothing else',
    async run({ api }) {
      for (const idempotencyKey of ['!', '~'.repeat(255), '"quoted, key"'.replace(' ', '_')]) {
        valueOf(await api.create(chair, { idempotencyKey }));
      }
      for (const idempotencyKey of ['x'.repeat(256), 'two words', 'tab\there']) {
        expectRefusal(await api.create(chair, { idempotencyKey }), 'INVALID_INPUT', ['idempotencyKey']);
      }
    },
  },
];
