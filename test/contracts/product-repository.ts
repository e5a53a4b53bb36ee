import type { CataloguePosition, ProductRepository } from '../../src/application/ports/product-repository.ts';
import { deletedProductRetention } from '../../src/application/ports/product-repository.ts';
import { DomainError, type ErrorCode } from '../../src/domain/errors.ts';
import type { Product } from '../../src/domain/product.ts';
import { randomId } from '../../src/main/system.ts';
import { aProduct } from '../support/products.ts';

/** A repository on an empty store, with a way to open that store again with more shards. */
export interface Subject {
  readonly repository: ProductRepository;
  reopen(shards: number): ProductRepository;
}

const day = 24 * 60 * 60 * 1000;
const at = (milliseconds = 0): Date => new Date(Date.UTC(2026, 0, 1) + milliseconds);

const product = (changes: Partial<Product> = {}): Product => aProduct({ id: randomId(), ...changes });

const refusal = async (attempt: Promise<unknown>): Promise<ErrorCode> => {
  const outcome = await attempt.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('thrown' in outcome && outcome.thrown instanceof DomainError) return outcome.thrown.code;
  throw new Error(`Expected a refusal, got ${JSON.stringify(outcome)}.`);
};

/** All pages from a position on, with a look at the size of each. */
const pages = async (repository: ProductRepository, limit: number, between = async (): Promise<void> => {}) => {
  const products: Product[] = [];
  let after: CataloguePosition | null = null;
  for (let page = 0; page < 100; page++) {
    const { products: found, hasMore } = await repository.list(limit, after);
    products.push(...found);
    after = found.at(-1) ?? null;
    if (!hasMore) return products;
    expect(found).toHaveLength(limit);
    await between();
  }
  throw new Error('The list has no end.');
};

/** The contract of the port, for any adapter. */
export const describeProductRepository = (name: string, start: () => Promise<Subject>): void => {
  describe(`${name}, as a product repository,`, () => {
    let subject: Subject;
    let repository: ProductRepository;
    beforeEach(async () => {
      subject = await start();
      repository = subject.repository;
    });

    describe('create and find', () => {
      it('keeps a product as it is', async () => {
        const chair = product({ description: 'Oak' });
        expect(await repository.create(chair, 'f')).toEqual({ replayed: false, createDate: chair.createDate });
        expect(await repository.find(chair.id)).toEqual(chair);
      });

      it('finds nothing under an id that was never used', async () => {
        expect(await repository.find(randomId())).toBeNull();
      });

      it.each([
        ['an empty description', { description: '' }],
        ['no description', { description: null }],
        ['the longest texts, all astral', { name: '🪑'.repeat(200), description: '𝒞'.repeat(2000) }],
        [
          'reserved words and placeholders',
          { name: 'SELECT #name :name', description: 'attribute_exists(id) AND #n = :v' },
        ],
        ['text that other encodings lose', { name: 'e\u0301 \u200f\ufeff\u{10ffff}', description: '\ta\nb' }],
      ])('keeps %s', async (_, content) => {
        const odd = product(content);
        await repository.create(odd, 'f');
        expect(await repository.find(odd.id)).toEqual(odd);
        expect((await repository.list(1, null)).products).toEqual([odd]);
      });

      it('answers a second creation with the same fingerprint as the first, and changes nothing', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        const later = product({ id: chair.id, name: 'Other', createDate: at(5000).toISOString() });
        expect(await repository.create(later, 'f')).toEqual({ replayed: true, createDate: chair.createDate });
        expect(await repository.find(chair.id)).toEqual(chair);
      });

      it('refuses a second creation with another fingerprint, and changes nothing', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        expect(await refusal(repository.create({ ...chair, name: 'Other' }, 'g'))).toBe('IDEMPOTENCY_KEY_REUSED');
        expect(await repository.find(chair.id)).toEqual(chair);
      });

      it('lets one of twenty concurrent creations of an id through', async () => {
        const chair = product();
        const creations = await Promise.all(
          Array.from({ length: 20 }, (_, n) => repository.create({ ...chair, createDate: at(n).toISOString() }, 'f')),
        );
        expect(creations.filter(({ replayed }) => !replayed)).toHaveLength(1);
        expect(new Set(creations.map(({ createDate }) => createDate)).size).toBe(1);
      });

      it('gives away copies', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        const found = await repository.find(chair.id);
        Object.assign(found ?? {}, { name: 'Changed outside' });
        expect(await repository.find(chair.id)).toEqual(chair);
      });
    });

    describe('update', () => {
      it('changes what is given, counts the version and moves lastUpdateDate', async () => {
        const chair = product({ description: 'Oak' });
        await repository.create(chair, 'f');
        const renamed = { ...chair, name: 'Table', version: 2, lastUpdateDate: at(1000).toISOString() };
        expect(await repository.update(chair.id, { name: 'Table' }, at(1000))).toEqual(renamed);
        expect(await repository.find(chair.id)).toEqual(renamed);
        const cleared = { ...renamed, description: null, version: 3, lastUpdateDate: at(2000).toISOString() };
        expect(await repository.update(chair.id, { description: null }, at(2000), [9, 2])).toEqual(cleared);
        expect((await repository.list(1, null)).products).toEqual([cleared]);
      });

      it('keeps the stored lastUpdateDate when the clock is behind', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        const renamed = { ...chair, name: 'Table', version: 2 };
        expect(await repository.update(chair.id, { name: 'Table' }, at(-day))).toEqual(renamed);
        expect(await repository.update(chair.id, { description: '' }, at(-day), [2])).toMatchObject({ version: 3 });
        expect(await refusal(repository.update(chair.id, { name: 'x' }, at(-day), [2]))).toBe('VERSION_MISMATCH');
      });

      it('refuses stale, future and no versions, and changes nothing', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        const table = await repository.update(chair.id, { name: 'Table' }, at());
        for (const expected of [[1], [3], [1, 3], []]) {
          expect(await refusal(repository.update(chair.id, { name: 'Bench' }, at(), expected))).toBe(
            'VERSION_MISMATCH',
          );
        }
        expect(await repository.find(chair.id)).toEqual(table);
      });

      it('finds no product that was never there or was deleted, whatever version is expected', async () => {
        const { id } = product();
        expect(await refusal(repository.update(id, { name: 'x' }, at()))).toBe('PRODUCT_NOT_FOUND');
        expect(await refusal(repository.update(id, { name: 'x' }, at(), [1]))).toBe('PRODUCT_NOT_FOUND');
        await repository.create(product({ id }), 'f');
        await repository.delete(id, at());
        expect(await refusal(repository.update(id, { name: 'x' }, at()))).toBe('PRODUCT_NOT_FOUND');
        expect(await refusal(repository.update(id, { name: 'x' }, at(), [1, 2]))).toBe('PRODUCT_NOT_FOUND');
        expect(await repository.find(id)).toBeNull();
      });

      it('lets one of twenty concurrent updates win a version, and counts all without one', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        const race = Array.from({ length: 20 }, (_, n) => repository.update(chair.id, { name: `${n}` }, at(), [1]));
        const settled = await Promise.allSettled(race);
        const won = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
        expect(won).toHaveLength(1);
        expect(await repository.find(chair.id)).toEqual(won[0]);
        await Promise.all(Array.from({ length: 20 }, (_, n) => repository.update(chair.id, { name: `${n}` }, at())));
        expect(await repository.find(chair.id)).toMatchObject({ version: 22 });
      });
    });

    describe('delete', () => {
      it('returns the product as it was, and it is gone', async () => {
        const chair = product({ description: 'Oak' });
        await repository.create(chair, 'f');
        const renamed = await repository.update(chair.id, { name: 'Table' }, at(1000));
        expect(await repository.delete(chair.id, at(2000), [2])).toEqual(renamed);
        expect(await repository.find(chair.id)).toBeNull();
        expect((await repository.list(10, null)).products).toEqual([]);
        expect(await refusal(repository.delete(chair.id, at(2000)))).toBe('PRODUCT_NOT_FOUND');
      });

      it('refuses a stale version', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        expect(await refusal(repository.delete(chair.id, at(), [2]))).toBe('VERSION_MISMATCH');
        expect(await refusal(repository.delete(chair.id, at(), []))).toBe('VERSION_MISMATCH');
        expect(await repository.find(chair.id)).toEqual(chair);
      });

      it('lets one of ten concurrent deletions through', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        const race = await Promise.allSettled(Array.from({ length: 10 }, () => repository.delete(chair.id, at())));
        expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      });

      it('is not undone by a late creation, until the id is free after seven days', async () => {
        const chair = product();
        await repository.create(chair, 'f');
        await repository.delete(chair.id, at(1000));
        const freeFrom = 1000 + deletedProductRetention * 1000;
        const again = (milliseconds: number) => product({ id: chair.id, createDate: at(milliseconds).toISOString() });
        expect(await repository.create(again(freeFrom - 1), 'f')).toEqual({
          replayed: true,
          createDate: chair.createDate,
        });
        expect(await refusal(repository.create(again(freeFrom - 1), 'g'))).toBe('IDEMPOTENCY_KEY_REUSED');
        expect(await repository.find(chair.id)).toBeNull();
        expect(await repository.create(again(freeFrom), 'g')).toMatchObject({ replayed: false });
        expect(await repository.find(chair.id)).toEqual(again(freeFrom));
        expect((await repository.list(10, null)).products).toEqual([again(freeFrom)]);
      });
    });

    describe('list', () => {
      const createMany = async (into: ProductRepository, count: number, from = 0): Promise<Product[]> => {
        const many = Array.from({ length: count }, (_, n) =>
          // Three products share each millisecond.
          product({ name: `${from + n}`, createDate: at(Math.floor((from + n) / 3)).toISOString() }),
        );
        await Promise.all(many.map((one) => into.create(one, 'f')));
        return many;
      };
      const newestFirst = (products: readonly Product[]): Product[] =>
        [...products].sort((a, b) => (`${a.createDate}#${a.id}` < `${b.createDate}#${b.id}` ? 1 : -1));

      it.each([1, 2, 7, 99, 100])('gives all products newest first, %i a page', async (limit) => {
        const many = await createMany(repository, 21);
        expect(await pages(repository, limit)).toEqual(newestFirst(many));
      });

      it('knows that a full page is the last', async () => {
        await createMany(repository, 4);
        const { products: first } = await repository.list(2, null);
        const last = await repository.list(2, first[1] ?? null);
        expect(last).toMatchObject({ hasMore: false });
        expect(last.products).toHaveLength(2);
      });

      it('goes on from any position, whether a product is there or not', async () => {
        const many = newestFirst(await createMany(repository, 6));
        await repository.delete(many[2]?.id ?? '', at());
        expect((await repository.list(9, many[2] ?? null)).products).toEqual(many.slice(3));
        const nowhere = { createDate: at(1).toISOString(), id: '00000000-0000-0000-0000-000000000000' };
        expect((await repository.list(9, nowhere)).products).toEqual(many.slice(3));
        const beyond = { createDate: '0000-01-01T00:00:00.000Z', id: nowhere.id };
        expect(await repository.list(9, beyond)).toEqual({ products: [], hasMore: false });
      });

      it('shows every product that stays, once, while others come and go', async () => {
        const staying = await createMany(repository, 20);
        const going = await createMany(repository, 10);
        let round = 0;
        const seen = await pages(repository, 4, async () => {
          await createMany(repository, 2, 1000 + 2 * round);
          await repository.delete(going[round]?.id ?? '', at());
          await repository.update(staying[round]?.id ?? '', { description: 'changed' }, at(day));
          round += 1;
        });
        const ids = seen.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(staying.map(({ id }) => id)));
      });

      it('keeps all products in order when the number of shards is raised, even between two pages', async () => {
        const before = await createMany(repository, 12);
        const { products: first } = await repository.list(5, null);
        const more = subject.reopen(8);
        const rest = await more.list(100, first.at(-1) ?? null);
        expect([...first, ...rest.products]).toEqual(newestFirst(before));
        const after = await createMany(more, 30, 100);
        expect(await pages(more, 7)).toEqual(newestFirst([...before, ...after]));
        await Promise.all(before.map(({ id }) => more.delete(id, at(day))));
        expect(await pages(more, 10)).toEqual(newestFirst(after));
      });

      it('keeps the order while functions with fewer shards still write, so that one has all the newest', async () => {
        const more = subject.reopen(8);
        const older = await createMany(more, 60);
        const newer = await createMany(subject.reopen(1), 40, 100);
        expect(await pages(more, 30)).toEqual(newestFirst([...older, ...newer]));
      });
    });
  });
};
