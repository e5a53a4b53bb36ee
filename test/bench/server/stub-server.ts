import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRestHandler } from '../../../src/adapters/primary/rest/handler.ts';
import { routes } from '../../../src/adapters/primary/rest/routes.ts';
import type { Application } from '../../../src/application/application.ts';
import { createApiGateway } from '../../../src/local/api-gateway/gateway.ts';
import { deployment, functionSettings, readSchema, topLevelFields } from '../../../src/local/deployment.ts';
import { createLambda } from '../../../src/local/lambda.ts';
import { decide } from '../../../src/local/policies.ts';
import { localPrincipals } from '../../../src/local/principals.ts';
import { readRawRequest, sendRawResponse } from '../../../src/local/raw-http.ts';
import { startServer } from '../../../src/local/server.ts';
import { lambdaHandler } from '../../../src/main/lambda-handler.ts';
import { content, productId } from '../stub/items.ts';
import { calls } from '../warm/calls.ts';

/*
 * `fork('stub-server.cjs', [kind])`: one of four servers whose store answers at once, so that only serving is measured.
 * `bare` is node:http alone with the same answers, `json` the same with an event and the answer through JSON, as Lambda
 * has them and no gateway can be without, `unsigned` the local API Gateway and its function without signatures, `signed`
 * the local server as it is. Tells its parent its port, and its CPU and memory whenever asked.
 */
const product = {
  id: productId,
  name: content.name,
  description: content.description,
  createDate: '2026-01-01T00:00:00.000Z',
  lastUpdateDate: '2026-01-01T00:00:00.000Z',
  version: 1,
};
const page = { products: [product], nextToken: null };

const application: Application = {
  createProduct: async () => ({ product, replayed: false }),
  updateProduct: async () => product,
  deleteProduct: async () => product,
  getProduct: async () => product,
  listProducts: async () => page,
};

/*
 * The answers of the other two, byte for byte but for ids that stay the same, and no work for them but node:http's and
 * what is done on the way: the body of a request is read, a request without one is answered at once.
 */
const fixed = (passed: (answer: Answer, event: unknown) => Answer): Server => {
  const { version: _, ...attributes } = product;
  const body = JSON.stringify(attributes);
  const collection = `/${deployment.stage}/products`;
  const ids = '00000000-0000-4000-8000-000000000000';
  const trace = 'Root=1-00000000-000000000000000000000000';
  const own = ['Content-Type', 'application/json', 'Cache-Control', 'private, no-cache', 'ETag', '"1"'];
  const added = ['x-amzn-RequestId', ids, 'x-amz-apigw-id', 'AAAAAAAAAAAAAAA=', 'X-Amzn-Trace-Id', trace];
  const length = ['Content-Length', String(Buffer.byteLength(body))];
  const answerWith = (statusCode: number, ...others: string[]): Answer => ({
    statusCode,
    headers: [...own, ...others, ...added, ...length],
    body,
  });
  const read = answerWith(200);
  const created = answerWith(201, 'Location', `${collection}/${product.id}`);
  const send = (response: ServerResponse, answer: Answer): void => {
    response.writeHead(answer.statusCode, answer.headers).end(answer.body);
  };
  return createServer((request, response) => {
    if (request.method === 'GET') send(response, passed(read, calls.rest.get));
    else request.resume().once('end', () => send(response, passed(created, calls.rest.create)));
  });
};

interface Answer {
  readonly statusCode: number;
  readonly headers: string[];
  readonly body: string;
}

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const withJson = (answer: Answer, event: unknown): Answer => {
  throughJson(event);
  return throughJson(answer);
};

const unsigned = (): Server => {
  const { region, accountId, restApiId: apiId, stage } = deployment;
  const principals = localPrincipals({ ...deployment, fields: topLevelFields(readSchema(process.cwd())) });
  const [writer] = principals;
  if (writer === undefined) throw new Error('There are no principals.');
  const handler = lambdaHandler(createRestHandler(application), () => {});
  const gateway = createApiGateway({
    region,
    accountId,
    apiId,
    stage,
    routes,
    decide,
    authenticate: () => ({ principal: writer }),
    invoke: createLambda({ ...functionSettings, functionName: 'rest', handler }),
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) =>
    sendRawResponse(response, await gateway(await readRawRequest(request)));
  return createServer((request, response) => void serve(request, response));
};

const withoutSignatures = new Map<string | undefined, () => Server>([
  ['bare', () => fixed((answer) => answer)],
  ['json', () => fixed(withJson)],
  ['unsigned', unsigned],
]);

const start = async (kind: string | undefined): Promise<string> => {
  if (kind === 'signed') {
    const stream = { missing: 'nobody subscribes' };
    const server = await startServer({ application, stream, root: process.cwd(), port: 0, log: () => {} });
    return server.restUrl;
  }
  const server = withoutSignatures.get(kind)?.();
  if (server === undefined) throw new Error(`There is no server of the kind '${kind}'.`);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/${deployment.stage}`;
};

process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
void start(process.argv[2]).then((url) => process.send?.({ url }));
