'use strict';
const { writeSync } = require('node:fs');
const { unmarshall } = require('@aws-sdk/util-dynamodb');
const { answerInMemory } = require('../stub/in-memory.cjs');

/*
 * `node worker.cjs <bare folder> <function folder> <event> <answers> <rounds> <block>`: the CPU that one call costs, in
 * microseconds, by turns in blocks: the function, and the same request to DynamoDB by the SDK with its defaults.
 */
const [bareFolder = '', folder = '', eventText = '', answersText = '', rounds = '', block = ''] = process.argv.slice(2);
const event = JSON.parse(eventText);
const context = {
  awsRequestId: '0a1b2c3d-0000-4000-8000-000000000002',
  functionName: 'function',
  getRemainingTimeInMillis: () => 10_000,
};

/** @type {{ operation: string, body: string } | undefined} */
let lastRequest;
const answers = new Map(Object.entries(JSON.parse(answersText)).map(([name, body]) => [name, Buffer.from(body)]));
answerInMemory((operation, body) => {
  lastRequest = { operation, body };
  return answers.get(operation) ?? Buffer.from('{}');
});

const bare = require(bareFolder);
const { handler } = require(folder);

const marshalled = new Set(['Item', 'Key', 'ExclusiveStartKey', 'ExpressionAttributeValues']);
const documentInput = (body) =>
  Object.fromEntries(
    Object.entries(JSON.parse(body)).map(([name, value]) => [name, marshalled.has(name) ? unmarshall(value) : value]),
  );

const blockOf = async (call, calls) => {
  const begun = process.cpuUsage();
  for (let n = 0; n < calls; n++) await call();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / calls;
};

/** A new event each time, as in Lambda: some stacks write into theirs. */
const call = () => handler({ ...event }, context);

// GraphQL servers answer 200 whatever happens: one that has done it names no errors.
const refuseFailure = (answer) => {
  const { statusCode = 200, body, error } = answer;
  const { errors } = typeof body === 'string' && body !== '' ? JSON.parse(body) : {};
  if (statusCode > 299 || error || errors) throw new Error(`Answered ${JSON.stringify(answer)}.`);
};

const main = async () => {
  refuseFailure(await call());
  const { operation, body } = lastRequest;
  const input = documentInput(body);
  const Command = bare.commands[operation];
  const raw = () => bare.client.send(new Command({ ...input }));
  await raw();
  const sent = JSON.parse(lastRequest.body);
  if (lastRequest.operation !== operation || Object.keys(sent).length !== Object.keys(input).length) {
    throw new Error(`The raw call sends ${lastRequest.body} in place of ${body}.`);
  }
  const variants = { raw, ours: call, again: raw };
  const samples = { raw: [], ours: [], again: [] };
  // V8 goes on optimising for some thousand calls.
  for (const name of Object.keys(variants)) await blockOf(variants[name], Number(block) * 40);
  for (let round = 0; round < Number(rounds); round++) {
    const order = Object.keys(variants);
    if (round % 2 === 1) order.reverse();
    for (const name of order) samples[name].push(await blockOf(variants[name], Number(block)));
  }
  refuseFailure(await call());
  writeSync(3, JSON.stringify(samples));
  process.exit();
};
void main();
