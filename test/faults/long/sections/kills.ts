import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDynamoDbClient, type Patience } from '../../../../src/adapters/secondary/dynamodb/client.ts';
import type { Product } from '../../../../src/domain/product.ts';
import { dynoxidePath, startDynoxide } from '../../../../src/local/store/dynoxide.ts';
import { ensureTable } from '../../../../src/local/store/table.ts';
import { openDoors } from '../../../support/faults/doors.ts';
import { anyRegion, destroy } from '../../../support/faults/environments.ts';
import { foundBy } from '../../../support/faults/found.ts';
import type { ProductsApi } from '../../../support/products-api.ts';
import { scaled, type Section } from '../section.ts';

const tableName = 'products';
const writers = 16;
/** Of writers, which are to end with their store. Readers have that of production. */
const noPatience: Patience = { connectionTimeout: 500, requestTimeout: 500, pauses: [] };

/** What a writer knows of its product: the last state that was acknowledged, null when that is its deletion. */
type Acknowledged = Map<string, Product | null>;

/** The store of the local server with `--data`, killed under load and opened again. */
export const kills: Section = async ({ random, scale, progress }) => {
  const path = dynoxidePath();
  if (path === null) throw new Error('dynoxide is not on this machine.');
  const folder = await mkdtemp(join(tmpdir(), 'product-catalogue-kills-'));
  const wrong: string[] = [];
  const all: Acknowledged = new Map();
  const count = scaled(100, scale);
  let writes = 0;
  for (let number = 0; number < count; number += 1) {
    const acknowledged: Acknowledged = new Map();
    const writeUntilKilled = async (api: ProductsApi, pid: number): Promise<void> => {
      const working = Array.from({ length: writers }, (_, n) => write(api, `${number}.${n}`, acknowledged));
      await sleep(100 + random.below(300));
      process.kill(pid, 'SIGKILL');
      writes += (await Promise.all(working)).reduce((sum, made) => sum + made, 0);
    };
    await withStore(path, folder, writeUntilKilled, noPatience);
    await withStore(path, folder, async (api) => {
      for (const lost of await missing(api, acknowledged)) wrong.push(`kill ${number}: ${lost}`);
    });
    for (const [id, product] of acknowledged) all.set(id, product);
    progress(number + 1, count);
  }
  await withStore(path, folder, async (api) => wrong.push(...(await missing(api, all))));
  await rm(folder, { recursive: true });
  return { counts: { kills: count, acknowledged: writes }, highest: {}, wrong };
};

const withStore = async (
  path: string,
  folder: string,
  act: (api: ProductsApi, pid: number) => Promise<unknown>,
  patience?: Patience,
): Promise<void> => {
  const engine = await startDynoxide(path, folder);
  const client = createDynamoDbClient({ endpoint: engine.endpoint, ...anyRegion }, patience);
  await ensureTable(client, tableName);
  await act(openDoors({ client, tableName }).graphql, await pidOf(path, folder));
  destroy(client);
  await engine.close();
};

/** The engine itself: what starts it is a shell, whose command line names it too. */
const pidOf = async (path: string, folder: string): Promise<number> => {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.startsWith(`${path}\0`) && command.includes(folder)) return Number(pid);
  }
  throw new Error('The engine has no process.');
};

/** Creates, changes and sometimes deletes one product after the other, until the store is gone. */
const write = async (api: ProductsApi, name: string, acknowledged: Acknowledged): Promise<number> => {
  for (let writes = 0; ;) {
    const created = await api.create({ name: `${name}.${writes}` });
    if ('refused' in created) return writes;
    let product = created.value;
    acknowledged.set(product.id, product);
    writes += 1;
    for (let version = 1; version < 5; version += 1) {
      const updated = await api.update(product.id, { name: `${name}.${writes}` }, version);
      if ('refused' in updated) return writes;
      product = updated.value;
      acknowledged.set(product.id, product);
      writes += 1;
    }
    if (writes % 3 !== 0) continue;
    const deleted = await api.delete(product.id);
    if ('refused' in deleted) {
      // In doubt: it may be there or gone.
      acknowledged.delete(product.id);
      return writes;
    }
    acknowledged.set(product.id, null);
    writes += 1;
  }
};

/** What was acknowledged and is not there. The write that the kill broke off may have come after it. */
const missing = async (api: ProductsApi, acknowledged: Acknowledged): Promise<string[]> => {
  const lost: string[] = [];
  for (const [id, product] of acknowledged) {
    const found = foundBy(await api.get(id));
    if (product === null ? found === null : isKept(product, found)) continue;
    lost.push(`${JSON.stringify(product)} was acknowledged, ${JSON.stringify(found)} is there`);
  }
  return lost;
};

const isKept = (product: Product, found: Product | null): boolean =>
  found !== null && (found.version === product.version + 1 || JSON.stringify(found) === JSON.stringify(product));
