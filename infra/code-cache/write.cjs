'use strict';
const { once } = require('node:events');
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const vm = require('node:vm');

/*
 * `node <flags> write.cjs <folder>`: runs a function once, and writes the code that V8 compiled for it meanwhile beside
 * it. One read of a product that there is not takes the way through the SDK that every first request takes.
 */
const folder = process.argv[2] ?? '';
const id = '00000000-0000-4000-8000-000000000000';
const user = 'arn:aws:iam::000000000000:user/build';

/** One object that either door takes for its event: each reads its own fields only. */
const event = {
  httpMethod: 'GET',
  resource: '/products/{id}',
  path: `/products/${id}`,
  headers: {},
  multiValueHeaders: {},
  pathParameters: { id },
  requestContext: { requestId: 'build', path: `/products/${id}`, identity: { userArn: user }, authorizer: null },
  parentTypeName: 'Query',
  fieldName: 'getProduct',
  arguments: { id },
  identity: { userArn: user },
  selectionSetList: ['id'],
  requestId: 'build',
};

/** @type {vm.Script | undefined} */
let script;
Object.defineProperty(vm, 'Script', {
  value: class extends vm.Script {
    /** @param {ConstructorParameters<typeof vm.Script>} settings */
    constructor(...settings) {
      super(...settings);
      script = this;
    }
  },
});

const emptyTable = createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('Content-Type', 'application/x-amz-json-1.0').end('{}'));
});

const main = async () => {
  await once(emptyTable.listen(0, '127.0.0.1'), 'listening');
  const address = emptyTable.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in for DynamoDB has no port.');
  Object.assign(process.env, {
    TABLE_NAME: 'build',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'build',
    AWS_SECRET_ACCESS_KEY: 'build',
    AWS_SESSION_TOKEN: 'build',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${address.port}`,
  });
  const { handler } = require(join(folder, 'index.js'));
  const answer = await handler(event, {
    awsRequestId: 'build',
    functionName: 'build',
    getRemainingTimeInMillis: () => 10_000,
  });
  if (answer.statusCode !== 404 && answer.data !== null) throw new Error(`Answered ${JSON.stringify(answer)}.`);
  if (script === undefined) throw new Error('The function was not loaded as a script.');
  writeFileSync(join(folder, `${process.version}-${process.arch}.cache`), script.createCachedData());
  emptyTable.closeAllConnections();
  emptyTable.close();
};

void main();
