/** One line on standard error that counts; on a terminal it stays the same line. */
export const progress = (title: string, done: number, of: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${title}: ${done} of ${of}${done === of ? '\n' : ''}`);
  else if (done === of || done === 1) process.stderr.write(`${title}: ${done} of ${of}\n`);
};

export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
