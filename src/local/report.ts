import type { LogLine } from '../main/log.ts';
import type { RawRequest, RawResponse } from './raw-request.ts';

/** One line a request: `14:05:09 POST /local/products 201 4 ms`. */
export const reportAnswer = (request: RawRequest, { status }: RawResponse, milliseconds: number): void => {
  const time = request.receivedAt.toTimeString().slice(0, 8);
  process.stdout.write(`${time} ${request.method} ${request.rawPath} ${status} ${milliseconds.toFixed(0)} ms\n`);
};

/** What a function logs is for CloudWatch; on the laptop only faults matter. */
export const reportFault = (line: LogLine): void => {
  if (line['level'] === 'ERROR') process.stderr.write(`${JSON.stringify(line, errorsToo, 2)}\n`);
};

const errorsToo = (_: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
