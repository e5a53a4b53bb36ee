import type { Context } from 'aws-lambda';
import { routes } from '../../../src/adapters/primary/rest/routes.ts';
import type { Decide } from '../../../src/local/api-gateway/authorization.ts';
import { createApiGateway } from '../../../src/local/api-gateway/gateway.ts';
import type { GatewayRoute } from '../../../src/local/api-gateway/resources.ts';
import type { Authenticate, Refusal } from '../../../src/local/authentication.ts';
import { createLambda } from '../../../src/local/lambda.ts';
import type { Principal } from '../../../src/local/principals.ts';
import { headerValues, type RawRequest, type RawResponse } from '../../../src/local/raw-request.ts';

const accountId = '123456789012';

export const user: Principal = {
  name: 'user',
  accessKeyId: 'AKIALOCALUSER0000000',
  secretAccessKey: 'secret',
  accountId,
  arn: `arn:aws:iam::${accountId}:user/user`,
  principalId: 'AIDALOCALUSER0000000',
  policy: [],
};

export const session: Principal = {
  name: 'session',
  accessKeyId: 'ASIALOCALROLE0000000',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  accountId,
  arn: `arn:aws:sts::${accountId}:assumed-role/Role/laptop`,
  principalId: 'AROALOCALROLE0000000:laptop',
  policy: [],
};

/** Believes whoever names himself in the header `X-Test-Caller`; reads no signature. */
const believe: Authenticate = (request) => {
  const [authorization] = headerValues(request, 'authorization');
  if (authorization !== undefined) return { refusal: { type: 'OtherScheme', message: `No: '${authorization}'.` } };
  const [name] = headerValues(request, 'x-test-caller');
  const principal = [user, session].find((known) => known.name === name);
  return principal === undefined ? { refusal: { type: 'NoCredentials', message: 'Nobody signed.' } } : { principal };
};

export const refusing =
  (refusal: Refusal): Authenticate =>
  () => ({ refusal });

interface Call {
  readonly method?: string;
  /** Path and query as on the wire, with the stage. */
  readonly target?: string;
  readonly caller?: Principal | null;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
}

export const receivedAt = new Date('2020-03-04T19:15:17.042Z');

export const rawRequest = ({
  method = 'GET',
  target = '/test/products',
  caller = user,
  headers = [],
  body = '',
}: Call): RawRequest => {
  const [rawPath = '', ...query] = target.split('?');
  return {
    method,
    rawPath,
    rawQuery: query.join('?'),
    headers: [
      ['host', 'localhost:4566'],
      ...(caller === null ? [] : [['x-test-caller', caller.name] as const]),
      ...headers,
    ],
    body: Buffer.from(body),
    remoteAddress: '127.0.0.1',
    receivedAt,
  };
};

interface Setting<Event> {
  readonly handler?: (event: Event, context: Context) => Promise<unknown>;
  readonly routes?: readonly GatewayRoute[];
  readonly authenticate?: Authenticate;
  readonly decide?: Decide;
  readonly functionTimeoutMs?: number;
  readonly integrationTimeoutMs?: number;
}

/** A gateway on the API's own routes, before a handler that answers 200. */
export const startGateway = <Event>(setting: Setting<Event> = {}): ((call?: Call) => Promise<RawResponse>) => {
  const { handler = async () => ({ statusCode: 200 }), functionTimeoutMs = 10_000 } = setting;
  const { integrationTimeoutMs } = setting;
  const gateway = createApiGateway({
    region: 'eu-west-1',
    accountId,
    apiId: 'localapi',
    stage: 'test',
    routes: setting.routes ?? routes,
    authenticate: setting.authenticate ?? believe,
    decide: setting.decide ?? (() => 'allowed'),
    invoke: createLambda({ functionName: 'rest', handler, timeoutMs: functionTimeoutMs }),
    ...(integrationTimeoutMs === undefined ? {} : { integrationTimeoutMs }),
  });
  return (call = {}) => gateway(rawRequest(call));
};

/** The value of a header of a response; several are joined. */
export const header = ({ headers }: RawResponse, name: string): string | undefined => {
  const values = headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
};

export const json = ({ body }: RawResponse) => JSON.parse(body.toString());

/** What `verdict` puts in the place of the id in a body. */
export const idOfTheHeader = 'that of the header';

/** Status, type and body of an answer of the gateway itself. */
export const verdict = (response: RawResponse) => {
  const body = json(response);
  const isThatOfTheHeader = body.requestId !== undefined && body.requestId === header(response, 'x-amzn-RequestId');
  return {
    status: response.status,
    type: header(response, 'x-amzn-ErrorType'),
    body: isThatOfTheHeader ? { ...body, requestId: idOfTheHeader } : body,
  };
};

export const missingToken = {
  status: 403,
  type: 'MissingAuthenticationTokenException',
  body: { message: 'Missing Authentication Token', requestId: idOfTheHeader },
};
