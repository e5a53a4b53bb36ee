/** One line of the log: a JSON object. Never headers, bodies, tokens or texts of a product. */
export type LogLine = Readonly<Record<string, unknown>>;

/** Where log lines go. */
export type Log = (line: LogLine) => void;

/**
 * Standard output, one JSON object a line. Not `console.log`, which Lambda's JSON log format wraps in an object of
 * its own, so that CloudWatch would miss the embedded metrics.
 */
export const standardOutput: Log = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
