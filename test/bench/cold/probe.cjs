'use strict';
const { writeSync } = require('node:fs');

/*
 * `node probe.cjs <folder> <event>`: CPU in milliseconds and memory in MiB that it takes to load a function and, when
 * there is an event, to its first answer.
 */
const [folder = '', event = ''] = process.argv.slice(2);
process.emitWarning = () => {};

const context = { awsRequestId: 'request', functionName: 'function', getRemainingTimeInMillis: () => 10_000 };

const milliseconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const finish = (finding) => {
  writeSync(3, JSON.stringify(finding));
  process.exit();
};

const begun = process.cpuUsage();
const { handler } = require(folder);
const found = { importCpu: milliseconds(begun), rss: process.memoryUsage.rss() / 2 ** 20 };

const main = async () => {
  if (event === '') finish(found);
  const answer = await handler(JSON.parse(event), context);
  const status = answer?.statusCode ?? answer?.$metadata?.httpStatusCode;
  if (status !== 200 && answer?.data?.id === undefined) throw new Error(`Answered ${JSON.stringify(answer)}.`);
  finish({ ...found, firstCpu: milliseconds(begun) });
};
void main();
