import { readSettings, type Settings } from './settings.ts';

/** The settings for a command; what is wrong with them is said in one line, and nothing is done. */
export const settingsOrExit = (context: Readonly<Record<string, unknown>>): Settings => {
  try {
    return readSettings(context);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(1);
  }
};
