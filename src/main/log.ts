/** One line of the log: a JSON object. Never headers, bodies, tokens or texts of a product. */
export type LogLine = Readonly<Record<string, unknown>>;

/** Where log lines go. */
export type Log = (line: LogLine) => void;

// The same on every line, so it is made once.
const metrics = JSON.stringify([
  {
    Namespace: 'ProductCatalogue',
    Dimensions: [['functionName', 'operation']],
    Metrics: [
      { Name: 'durationMs', Unit: 'Milliseconds' },
      { Name: 'faults', Unit: 'Count' },
    ],
  },
]);

/**
 * The line of a request as CloudWatch reads it, which finds the metrics in it: "Specification: Embedded metric format" in
 * the CloudWatch user guide.
 */
export const withMetrics = (line: LogLine): string =>
  `${JSON.stringify(line).slice(0, -1)},"_aws":{"Timestamp":${Date.now()},"CloudWatchMetrics":${metrics}}}`;

/**
 * Standard output, one JSON object a line, with its metrics. Not `console.log`, which Lambda's JSON log format wraps in
 * an object of its own, so that CloudWatch would miss the embedded metrics.
 */
export const standardOutput: Log = (line) => {
  process.stdout.write(`${withMetrics(line)}\n`);
};
