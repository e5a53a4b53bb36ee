import type { Outcome as Answer, ProductsApi } from '../products-api.ts';
import type { Random } from '../random.ts';
import { refusalOf, valueOf, type Content, type Entry, type Outcome } from './history.ts';

/** A place for one product after the other. */
export interface Slot {
  readonly number: number;
  generation: number;
  /** Null until a client knows it. */
  id: string | null;
  /** The highest version that a client has seen. */
  version: number;
}

/** What clients remember of a product that is gone. */
export interface Past {
  readonly id: string;
  readonly key: string;
}

export interface Timed<T> {
  readonly called: number;
  readonly returned: number;
  readonly outcome: Outcome<T>;
}

interface Surroundings {
  readonly number: number;
  readonly random: Random;
  readonly past: Past[];
  note<T>(call: () => Promise<Answer<T>>, entry: (timed: Timed<T>) => Entry): Promise<Outcome<T>>;
}

type Act = (api: ProductsApi, slot: Slot) => Promise<void>;

/** A client that does one thing after the other, and repeats what had no answer, as clients do. */
export const createActor = ({ number, random, past, note }: Surroundings): Act => {
  let writes = 0;

  /** Gives up some time: not every client comes back. */
  const repeating = async <T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const outcome = await call();
    return outcome === 'unknown' && random.chance(0.7) ? repeating(call) : outcome;
  };

  const create = (api: ProductsApi, key: string, content = contentOf(key)) =>
    repeating(() =>
      note(
        () => api.create(content, { idempotencyKey: key }),
        (timed) => ({ kind: 'create', key, content, ...timed }),
      ),
    );

  const read = (api: ProductsApi, id: string) =>
    note(
      () => api.get(id),
      (timed) => ({ kind: 'read', id, ...timed }),
    );

  const update = (api: ProductsApi, id: string, version?: number) => {
    writes += 1;
    const change = { name: `u${number}.${writes}`, ...random.pick(descriptions(writes)) };
    const expected = version === undefined ? {} : { expected: version };
    const call = () =>
      note(
        () => api.update(id, change, version),
        (timed) => ({ kind: 'update', id, ...change, ...expected, ...timed }),
      );
    // A client that repeats an unversioned update asks for two updates.
    return version === undefined ? call() : repeating(call);
  };

  const remove = (api: ProductsApi, id: string, version?: number) =>
    repeating(() =>
      note(
        () => api.delete(id, version),
        (timed) => ({ kind: 'delete', id, ...(version === undefined ? {} : { expected: version }), ...timed }),
      ),
    );

  const leave = (slot: Slot, id: string): void => {
    if (slot.id !== id) return;
    past.push({ id, key: keyOf(slot) });
    slot.generation += 1;
    slot.id = null;
    slot.version = 0;
  };

  const see = (slot: Slot, id: string, outcome: Outcome<{ version: number } | 'deleted'>): void => {
    const value = valueOf(outcome);
    if (value === 'deleted' || refusalOf(outcome) === 'PRODUCT_NOT_FOUND') leave(slot, id);
    else if (value !== null && slot.id === id) slot.version = Math.max(slot.version, value.version);
  };

  const begin: Act = async (api, slot) => {
    const { generation } = slot;
    const product = valueOf(await create(api, keyOf(slot)));
    if (product === null || slot.generation !== generation || slot.id !== null) return;
    slot.id = product.id;
    slot.version = product.version;
  };

  /** Late requests for a product that is gone: none may bring it back. */
  const haunt = async (api: ProductsApi, { id, key }: Past): Promise<void> => {
    const what = random.below(5);
    if (what === 0) await update(api, id);
    else if (what === 1) await read(api, id);
    else if (what === 2) await remove(api, id);
    else await create(api, key);
  };

  return async (api, slot) => {
    const { id } = slot;
    if (past.length > 0 && random.chance(0.05)) return haunt(api, random.pick(past));
    if (id === null) return begin(api, slot);
    const what = random.next();
    const version = random.chance(0.85) ? slot.version : 1 + random.below(slot.version);
    if (what < 0.3) see(slot, id, await read(api, id));
    else if (what < 0.7) see(slot, id, await update(api, id, version));
    else if (what < 0.88) see(slot, id, await update(api, id));
    else if (what < 0.9) see(slot, id, await remove(api, id, version));
    else if (what < 0.92) see(slot, id, await remove(api, id));
    else if (what < 0.97) await create(api, keyOf(slot));
    else await create(api, keyOf(slot), { name: `other than ${keyOf(slot)}`, description: null });
  };
};

const keyOf = ({ number, generation }: Slot): string => `p${number}.${generation}`;

const contentOf = (key: string): Content => ({ name: key, description: `Made with the key ${key}` });

const descriptions = (write: number) => [{}, {}, { description: `Number ${write}` }, { description: null }];
