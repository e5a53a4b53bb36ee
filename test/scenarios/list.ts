import type { Page, ProductsApi } from '../support/products-api.ts';
import { expectRefusal, valueOf } from './expectations.ts';
import type { Scenario } from './scenarios.ts';

/** The names on each page, from the first to the last. */
const pages = async (api: ProductsApi, pageSize: number): Promise<string[][]> => {
  const names: string[][] = [];
  let nextToken: string | null = null;
  do {
    const page: Page = valueOf(await api.list({ pageSize, ...(nextToken === null ? {} : { nextToken }) }));
    names.push(page.products.map(({ name }) => name));
    nextToken = page.nextToken;
  } while (nextToken !== null && names.length < 50);
  return names;
};

const createInTurn = async (way: { api: ProductsApi; advance(ms: number): void }, names: string): Promise<string[]> => {
  const ids: string[] = [];
  for (const name of names) {
    ids.push(valueOf(await way.api.create({ name })).id);
    way.advance(1);
  }
  return ids;
};

const token = (text: string): string => Buffer.from(text).toString('base64url');

export const listScenarios: readonly Scenario[] = [
  {
    name: 'lists nothing of an empty catalogue',
    async run({ api }) {
      expect(valueOf(await api.list())).toEqual({ products: [], nextToken: null });
    },
  },
  {
    name: 'lists over three pages, newest first, with a token on all but the last',
    async run(way) {
      await createInTurn(way, 'abcdefg');
      expect(await pages(way.api, 3)).toEqual([['g', 'f', 'e'], ['d', 'c', 'b'], ['a']]);
    },
  },
  {
    name: 'gives no token on a last page that is full',
    async run(way) {
      await createInTurn(way, 'abcd');
      expect(await pages(way.api, 2)).toEqual([
        ['d', 'c'],
        ['b', 'a'],
      ]);
    },
  },
  {
    name: 'lists 20 products unless asked for more or less',
    async run(way) {
      await createInTurn(way, 'abcdefghijklmnopqrstu');
      expect(valueOf(await way.api.list()).products).toHaveLength(20);
      expect(valueOf(await way.api.list({ pageSize: 1 })).products).toHaveLength(1);
      expect(valueOf(await way.api.list({ pageSize: 100 }))).toMatchObject({ nextToken: null });
    },
  },
  {
    name: 'lists products created in the same millisecond once each',
    async run({ api }) {
      for (const name of 'abcde') valueOf(await api.create({ name }));
      expect((await pages(api, 2)).flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    },
  },
  {
    name: 'keeps a changed product in its place and drops a deleted one',
    async run(way) {
      const [a = '', b = ''] = await createInTurn(way, 'abc');
      valueOf(await way.api.update(a, { name: 'A' }));
      valueOf(await way.api.delete(b));
      expect(await pages(way.api, 1)).toEqual([['c'], ['A']]);
    },
  },
  {
    name: 'goes on after the place of a product that has gone meanwhile',
    async run(way) {
      const ids = await createInTurn(way, 'abcd');
      const first = valueOf(await way.api.list({ pageSize: 2 }));
      valueOf(await way.api.delete(ids[2] ?? ''));
      const second = valueOf(await way.api.list({ pageSize: 2, nextToken: first.nextToken ?? '' }));
      expect(second.products.map(({ name }) => name)).toEqual(['b', 'a']);
    },
  },
  {
    name: 'shows no product twice when others come while it is paged',
    async run(way) {
      await createInTurn(way, 'abc');
      const first = valueOf(await way.api.list({ pageSize: 2 }));
      await createInTurn(way, 'de');
      const second = valueOf(await way.api.list({ pageSize: 2, nextToken: first.nextToken ?? '' }));
      expect(second).toMatchObject({ products: [{ name: 'a' }], nextToken: null });
    },
  },
  {
    name: 'refuses a page size outside 1–100',
    async run({ api }) {
      for (const pageSize of [0, -1, 101, 1_000_000]) {
        expectRefusal(await api.list({ pageSize }), 'INVALID_INPUT', ['pageSize']);
      }
    },
  },
  {
    name: 'refuses every token that it did not shape',
    async run(way) {
      await createInTurn(way, 'ab');
      const real = valueOf(await way.api.list({ pageSize: 1 })).nextToken ?? '';
      expect(real.length).toBeLessThan(200);
      const id = 'abcdef00-0000-4000-8000-000000000000';
      const forged = [
        '',
        'x',
        `${real}x`,
        `${real}=`,
        real.slice(0, -1),
        real.toLowerCase(),
        ` ${real}`,
        token(''),
        token(`2026-01-01T00:00:00.000Z#${id.toUpperCase()}`),
        token(`2026-13-45T00:00:00.000Z#${id}`),
        token(`2026-01-01T00:00:00.000Z#${id}#`),
        token(`{"id":"${id}"}`),
        token(`2026-01-01T00:00:00.000Z#${'\u0000'.repeat(36)}`),
        'A'.repeat(5000),
      ];
      for (const nextToken of forged) expectRefusal(await way.api.list({ nextToken }), 'INVALID_INPUT', ['nextToken']);
    },
  },
];
