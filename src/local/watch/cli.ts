import { deployment, readSchema, topLevelFields } from '../deployment.ts';
import { interrupted } from '../interrupted.ts';
import { localPrincipals } from '../principals.ts';
import { reportingUserErrors } from '../reporting-user-errors.ts';
import { onReaderGone } from '../standard-output.ts';
import { UserError } from '../user-error.ts';
import { watchFeed, type Change } from './feed.ts';
import { readWatchSettings, usage, type WatchSettings } from './settings.ts';

/** Prints what subscribers of a local server are told, until it is interrupted. */
export const run = (
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  root: string,
): Promise<void> =>
  reportingUserErrors(async () => {
    const settings = readWatchSettings(argv, variables);
    if (settings === null) process.stdout.write(usage);
    else await watch(settings, root);
  });

const watch = async ({ port, principal: name, id, json }: WatchSettings, root: string): Promise<void> => {
  const principals = localPrincipals({ ...deployment, fields: topLevelFields(readSchema(root)) });
  const principal = principals.find((one) => one.name === name);
  if (principal === undefined) {
    throw new UserError(`--as must be one of ${principals.map((one) => one.name).join(', ')}, not '${name}'.`);
  }
  const print = json ? (change: Change) => JSON.stringify(change) : changeLine;
  const feed = watchFeed(`http://127.0.0.1:${port}/graphql`, principal, id, {
    begun: () => {
      if (!json) process.stdout.write(`Watching as ${name}. Ctrl-C stops it.\n`);
    },
    told: (change) => {
      process.stdout.write(`${print(change)}\n`);
    },
  });
  onReaderGone(feed.close);
  void interrupted().then(feed.close);
  await feed.ended;
};

/** `14:05:09 ProductUpdated 6f1c… version 2 "Chair"` */
const changeLine = ({ occurredAt, type, id, version, product }: Change): string =>
  `${new Date(occurredAt).toTimeString().slice(0, 8)} ${type} ${id} version ${version} ${JSON.stringify(product.name)}`;
