import { parseArgs } from 'node:util';
import { readPort } from '../settings.ts';
import { UserError } from '../user-error.ts';

export interface WatchSettings {
  readonly port: number;
  readonly principal: string;
  /** Only the changes of this product; null for those of all. */
  readonly id: string | null;
  readonly json: boolean;
}

export const usage = `Usage: npm run watch -- [options]

  --as NAME   sign as writer, reader, session or nobody (reader unless told)
  --id ID     tell only the changes of one product
  --port N    where the local server listens (or PORT; 4566 unless told)
  --json      print each event as one line of JSON
  --help      print this
`;

/** From the command line and the environment; null when only help is asked for. Throws `UserError`. */
export const readWatchSettings = (
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): WatchSettings | null => {
  const options = readOptions(argv);
  if (options.help === true) return null;
  const port = readPort(options.port, variables['PORT'], 1);
  return { port, principal: options.as ?? 'reader', id: options.id ?? null, json: options.json ?? false };
};

const readOptions = (argv: readonly string[]) => {
  try {
    const options = { as: { type: 'string' }, id: { type: 'string' }, port: { type: 'string' } } as const;
    const flags = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
    return parseArgs({ args: [...argv], options: { ...options, ...flags } }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown);
    throw new UserError(`${reason} See npm run watch -- --help.`);
  }
};
