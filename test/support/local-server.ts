import { startServer, type LocalServer } from '../../src/local/server.ts';
import { alwaysOpen, type TableStream } from '../../src/local/store/stream.ts';
import { createCatalogue } from '../../src/main/catalogue.ts';
import type { LogLine } from '../../src/main/log.ts';
import type { TestStore } from './engines.ts';
import { manualClock, type ManualClock } from './manual-clock.ts';

export interface TestServer extends LocalServer {
  readonly time: ManualClock;
  /** What the functions have logged. */
  readonly lines: readonly LogLine[];
}

/** The local server on a new table of a store, any free port, and a clock that stands still. */
export const startTestServer = async (store: TestStore, withFeed = false): Promise<TestServer> => {
  const time = manualClock();
  const lines: LogLine[] = [];
  const environment = { tableName: await store.newTable(), catalogueShards: 2 };
  const application = createCatalogue(environment, store.client, time.clock);
  const log = (line: LogLine): number => lines.push(line);
  const stream: TableStream = withFeed
    ? alwaysOpen(await store.streamOf(environment.tableName))
    : { missing: 'not needed' };
  const server = await startServer({ application, stream, root: process.cwd(), port: 0, log });
  return { ...server, time, lines };
};
