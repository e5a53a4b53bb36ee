import { parseArgs } from 'node:util';
import { readEnvironment, type Environment } from '../main/environment.ts';
import { deployment } from './deployment.ts';
import type { StoreSettings } from './store/store.ts';
import { UserError } from './user-error.ts';

export interface Settings {
  readonly port: number;
  readonly json: boolean;
  /** Keeps the data in this folder; null keeps it in memory. */
  readonly folder: string | null;
  readonly environment: Environment;
  readonly external: StoreSettings['external'];
}

type Variables = Readonly<Record<string, string | undefined>>;

export const usage = `Usage: npm start -- [options]

  --port N     listen on port N of 127.0.0.1, 0 for any free one (or PORT; 4566 unless told)
  --data DIR   keep the products in the folder DIR (in memory unless told)
  --json       print one line of JSON when it listens, in place of the welcome
  --help       print this

Environment: TABLE_NAME (products), CATALOGUE_SHARDS (1), AWS_ENDPOINT_URL_DYNAMODB (an embedded DynamoDB); for one that is
named there, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
`;

/** From the command line and the environment; null when only help is asked for. Throws `UserError`. */
export const readSettings = (argv: readonly string[], variables: Variables): Settings | null => {
  const options = readOptions(argv);
  if (options.help === true) return null;
  const endpoint = variables['AWS_ENDPOINT_URL_DYNAMODB'];
  const folder = options.data ?? null;
  if (folder === '') throw new UserError('--data needs the name of a folder, as in --data .data.');
  if (folder !== null && endpoint !== undefined) {
    throw new UserError('--data is for the embedded DynamoDB: leave it out, or unset AWS_ENDPOINT_URL_DYNAMODB.');
  }
  return {
    port: readPort(options.port, variables['PORT']),
    json: options.json ?? false,
    folder,
    environment: environmentOf(variables),
    external: endpoint === undefined ? null : externalStore(endpoint, variables),
  };
};

const readOptions = (argv: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown);
    throw new UserError(`${reason} See npm start -- --help.`);
  }
};

/** From `--port`, else from `PORT`. Throws `UserError`. */
export const readPort = (option: string | undefined, variable: string | undefined, least = 0): number => {
  const text = option ?? variable ?? '4566';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= least && port <= 65_535) return port;
  const name = option === undefined ? 'PORT' : '--port';
  throw new UserError(`${name} must be a number from ${least} to 65535, not '${text}'.`);
};

const environmentOf = (variables: Variables): Environment => {
  try {
    return readEnvironment({ TABLE_NAME: 'products', ...variables });
  } catch (thrown) {
    throw new UserError(thrown instanceof Error ? thrown.message : String(thrown));
  }
};

const externalStore = (endpoint: string, variables: Variables): NonNullable<StoreSettings['external']> => {
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new UserError(`AWS_ENDPOINT_URL_DYNAMODB must be a URL such as http://127.0.0.1:8000, not '${endpoint}'.`);
  }
  const sessionToken = variables['AWS_SESSION_TOKEN'];
  return {
    endpoint,
    region: variables['AWS_REGION'] || variables['AWS_DEFAULT_REGION'] || deployment.region,
    credentials: {
      accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? 'local',
      secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? 'local',
      ...(sessionToken ? { sessionToken } : {}),
    },
  };
};
