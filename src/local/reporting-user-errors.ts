import { UserError } from './user-error.ts';

/** Runs a command; an error that its user can mend ends it with that sentence and status 1. */
export const reportingUserErrors = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
    process.exitCode = 1;
  }
};
