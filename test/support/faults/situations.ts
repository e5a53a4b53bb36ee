import type { ErrorCode } from '../../../src/domain/errors.ts';
import type { Product } from '../../../src/domain/product.ts';
import type { Outcome, Page, ProductsApi } from '../products-api.ts';
import { writerArn } from '../rest-event.ts';
import { memoryApplication } from '../ways-in/application.ts';
import { unexpected } from './too-slow.ts';

/** A use case in a state of the product that it is about. */
export interface Situation {
  readonly name: string;
  /** Brings the product about, and tells it; or tells of one that is not there. */
  prepare(sound: Sound): Promise<Product>;
  /** Asks for the use case, through a door whose store has faults. */
  ask(api: ProductsApi, product: Product, key: string): Promise<Outcome<unknown>>;
  /** What is answered when nothing goes wrong. */
  readonly answer: 'OK' | ErrorCode;
  /** What is answered when an attempt had no answer, where the refusal of the next cannot tell what became of it. */
  readonly inDoubt?: 'SERVICE_UNAVAILABLE';
  /** What there is once the use case has taken effect; absent when it leaves everything as it is. */
  readonly effect?: (product: Product) => Partial<Product> | null;
  /** What a client hears that asks again after the use case has taken effect; absent when it is the same. */
  readonly whenDone?: ErrorCode;
  /** What a client leaves that asks again all the same, when that is not the effect itself. */
  readonly again?: (product: Product) => Partial<Product>;
  /** What a good answer tells; of a list, whether it holds anything. */
  readonly tells?: (product: Product) => object;
}

/** A door without faults to the same store. */
export interface Sound {
  readonly api: ProductsApi;
  /** A key and an id that no other case has. */
  readonly key: string;
  readonly newId: string;
  /** Moves the clock of this door by so many milliseconds. */
  advance(milliseconds: number): void;
}

const content = { name: 'Chair', description: 'Oak' };
const created = { ...content, version: 1 };
const other = { name: 'Lamp', description: 'Oak' };
const change = { name: 'Table' };
const aDay = 24 * 60 * 60 * 1000;

const value = <T>(outcome: Outcome<T>): T => {
  if ('refused' in outcome) throw unexpected('A situation could not be prepared', outcome.refused);
  return outcome.value;
};

const absent = (id: string): Product => ({ ...content, id, createDate: '', lastUpdateDate: '', version: 1 });
const missing = async ({ newId }: Sound): Promise<Product> => absent(newId);

/** The id that the key will have: it follows from caller and key. */
const announced = async ({ key: idempotencyKey }: Sound): Promise<Product> => {
  const { application } = memoryApplication();
  const { product } = await application.createProduct({ content, caller: writerArn, idempotencyKey });
  return absent(product.id);
};

const fresh = async ({ api, key }: Sound) => value(await api.create(content, { idempotencyKey: key }));
const renamed = async ({ api }: Sound, { id }: Product, name: string) => value(await api.update(id, { name }));
const atVersion2 = async (sound: Sound) => renamed(sound, await fresh(sound), 'Bench');
const atVersion3 = async (sound: Sound) => renamed(sound, await atVersion2(sound), 'Stool');

/** By a clock that is ahead of the others. */
const ahead = async (sound: Sound) => {
  const product = await fresh(sound);
  sound.advance(aDay);
  return renamed(sound, product, 'Bench');
};

const deleted = async (sound: Sound) => {
  const product = await atVersion2(sound);
  value(await sound.api.delete(product.id));
  return product;
};

type Version = (product: Product) => number | undefined;
const any: Version = () => undefined;
const current: Version = ({ version }) => version;
const lastLeft: Version = ({ version }) => version - 1;
const older: Version = ({ version }) => version - 2;

type Rest = Omit<Situation, 'name' | 'prepare' | 'answer' | 'ask'>;

const creations = (): Situation[] => {
  const create =
    (what: typeof content, hasKey: boolean): Situation['ask'] =>
    (api, _, key) =>
      api.create(what, hasKey ? { idempotencyKey: key } : {});
  const tells = () => created;
  return [
    { name: 'create', prepare: missing, ask: create(content, false), answer: 'OK', effect: tells, tells },
    {
      name: 'create with a new key',
      prepare: announced,
      ask: create(content, true),
      answer: 'OK',
      effect: tells,
      tells,
    },
    { name: 'create with a used key', prepare: atVersion3, ask: create(content, true), answer: 'OK', tells },
    {
      name: 'create with the key of a deleted product',
      prepare: deleted,
      ask: create(content, true),
      answer: 'OK',
      tells,
    },
    {
      name: 'create other content with a used key',
      prepare: atVersion2,
      ask: create(other, true),
      answer: 'IDEMPOTENCY_KEY_REUSED',
    },
  ];
};

const update = (
  state: string,
  prepare: Situation['prepare'],
  version: Version,
  answer: Situation['answer'],
  rest: Rest = {},
): Situation => {
  const after = ({ version: before }: Product) => ({ ...change, version: before + 1 });
  const versioned: Rest = { effect: after, tells: after, whenDone: 'VERSION_MISMATCH' };
  // For the last writer: whoever asks again writes again.
  const unversioned: Rest = {
    effect: after,
    tells: after,
    again: (product) => ({ ...change, version: product.version + 2 }),
  };
  return {
    name: `update ${state}`,
    prepare,
    ask: (api, product) => api.update(product.id, change, version(product)),
    answer,
    ...(answer === 'OK' ? (version === any ? unversioned : versioned) : {}),
    ...rest,
  };
};

const remove = (
  state: string,
  prepare: Situation['prepare'],
  version: Version,
  answer: Situation['answer'],
): Situation => ({
  name: `delete ${state}`,
  prepare,
  ask: (api, product) => api.delete(product.id, version(product)),
  answer,
  ...(answer === 'OK' ? { effect: () => null, whenDone: 'PRODUCT_NOT_FOUND' } : {}),
});

const doubtful = { inDoubt: 'SERVICE_UNAVAILABLE' } as const;

export const situations: readonly Situation[] = [
  ...creations(),
  { name: 'get', prepare: atVersion2, ask: (api, { id }) => api.get(id), answer: 'OK', tells: (product) => product },
  { name: 'get what is not there', prepare: missing, ask: (api, { id }) => api.get(id), answer: 'PRODUCT_NOT_FOUND' },
  { name: 'get what is deleted', prepare: deleted, ask: (api, { id }) => api.get(id), answer: 'PRODUCT_NOT_FOUND' },
  {
    name: 'list',
    prepare: fresh,
    ask: async (api) => countOf(await api.list({ pageSize: 1 })),
    answer: 'OK',
    tells: () => ({ products: 1 }),
  },
  update('any version', atVersion2, any, 'OK'),
  update('the current version', atVersion2, current, 'OK'),
  update('the version before', atVersion2, lastLeft, 'VERSION_MISMATCH'),
  update('an older version', atVersion3, older, 'VERSION_MISMATCH', doubtful),
  update('what is not there', missing, any, 'PRODUCT_NOT_FOUND'),
  update('what is deleted', deleted, any, 'PRODUCT_NOT_FOUND', doubtful),
  update('the version that is deleted', deleted, current, 'PRODUCT_NOT_FOUND'),
  update('an older version of what is deleted', deleted, lastLeft, 'PRODUCT_NOT_FOUND', doubtful),
  update('any version, our clock being behind', ahead, any, 'OK'),
  update('the current version, our clock being behind', ahead, current, 'OK'),
  remove('any version', atVersion2, any, 'OK'),
  remove('the current version', atVersion2, current, 'OK'),
  remove('an older version', atVersion3, older, 'VERSION_MISMATCH'),
  remove('what is not there', missing, any, 'PRODUCT_NOT_FOUND'),
  remove('what is deleted', deleted, any, 'PRODUCT_NOT_FOUND'),
  remove('the version that is deleted', deleted, current, 'PRODUCT_NOT_FOUND'),
];

const countOf = (page: Outcome<Page>): Outcome<unknown> =>
  'refused' in page ? page : { value: { products: page.value.products.length } };
