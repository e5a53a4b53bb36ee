'use strict';
const { Agent } = require('node:https');

/*
 * A process like that of a Lambda function: `node lambda-process.cjs <folder> <port>` loads the handler of a folder,
 * and answers each event that its parent sends. Whatever it asks of any host over TLS goes to a port of 127.0.0.1, under
 * the name that it asks for.
 */
const [folder = '', port = ''] = process.argv.slice(2);
const connect = Agent.prototype.createConnection;
Agent.prototype.createConnection = function (options, ...callback) {
  return connect.call(this, { ...options, host: '127.0.0.1', port: Number(port) }, ...callback);
};

const { handler } = require(folder);
const context = { awsRequestId: 'request', functionName: 'function', getRemainingTimeInMillis: () => 10_000 };
const answer = async (event) => {
  process.send?.({ answer: await handler(event, context) });
};
process.on('message', (event) => void answer(event));
process.send?.('ready');
