import { createCatalogue } from '../main/catalogue.ts';
import { createInvocationTime } from '../main/invocation-time.ts';
import { systemClock } from '../main/system.ts';
import { banner, feedLine, jsonLine } from './banner.ts';
import { deployment } from './deployment.ts';
import { interrupted } from './interrupted.ts';
import { reportAnswer, reportFault } from './report.ts';
import { reportingUserErrors } from './reporting-user-errors.ts';
import { startServer } from './server.ts';
import { readSettings, usage, type Settings } from './settings.ts';
import { onReaderGone } from './standard-output.ts';
import { dynoxidePath } from './store/dynoxide.ts';
import { openStore } from './store/store.ts';
import { UserError } from './user-error.ts';

/** Runs the local server until it is interrupted. */
export const run = (
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  root: string,
): Promise<void> =>
  reportingUserErrors(async () => {
    // It serves on: not all who use it read what it reports.
    onReaderGone(() => {});
    const settings = readSettings(argv, variables);
    if (settings === null) process.stdout.write(usage);
    else await serve(settings, root);
  });

const serve = async ({ port, json, folder, environment, external }: Settings, root: string): Promise<void> => {
  const { tableName } = environment;
  const storeSettings = { tableName, region: deployment.region, folder, external };
  const store = await openStore(storeSettings, () => dynoxidePath(root));
  try {
    const time = createInvocationTime();
    const application = createCatalogue(environment, store.client, systemClock, time.left);
    const reports = json ? {} : { onAnswer: reportAnswer };
    const { stream } = store;
    const server = await startServer({ application, time, stream, root, port, log: reportFault, ...reports });
    // Counted from the start of the process.
    const milliseconds = Math.round(performance.now());
    process.stdout.write(
      json
        ? jsonLine(server)
        : banner(server, { store: store.description, feed: feedLine(stream, server.realtimeUrl) }, milliseconds),
    );
    const isLost = await Promise.race([interrupted().then(() => false), store.ended.then(() => true)]);
    await server.close();
    if (isLost) throw new UserError('The embedded DynamoDB has ended without being told to: start the server again.');
  } finally {
    await store.close();
  }
};
