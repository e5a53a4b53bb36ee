'use strict';
const { writeSync } = require('node:fs');
const { answerInMemory } = require('../stub/in-memory.cjs');

/*
 * `node --expose-gc heap.cjs <function folder> <event> <answer> <calls>`: by how many MiB the heap has grown after so many
 * calls, once all that could be collected is.
 */
const [folder = '', eventText = '', answer = '', calls = ''] = process.argv.slice(2);
answerInMemory(() => Buffer.from(answer));
const { handler } = require(folder);
const event = JSON.parse(eventText);
const context = { awsRequestId: 'request', functionName: 'function', getRemainingTimeInMillis: () => 10_000 };

const heap = () => {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const main = async () => {
  for (let n = 0; n < Number(calls) / 5; n++) await handler(event, context);
  const before = heap();
  for (let n = 0; n < Number(calls); n++) await handler(event, context);
  writeSync(3, JSON.stringify(heap() - before));
  process.exit();
};
void main();
