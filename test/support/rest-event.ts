import type { APIGatewayProxyEvent } from 'aws-lambda';

export const writerArn = 'arn:aws:iam::000000000000:user/writer';

interface RestCall {
  readonly method?: string;
  readonly resource?: string;
  readonly id?: string;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  readonly rawBody?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly userArn?: string | null;
  readonly stage?: string;
}

/** An event as API Gateway REST sends it. `body` is sent as JSON, `rawBody` as it stands. */
export const restEvent = (call: RestCall): APIGatewayProxyEvent => {
  const { method = 'GET', id, headers = {}, userArn = writerArn, stage = 'test' } = call;
  const resource = call.resource ?? (id === undefined ? '/products' : '/products/{id}');
  const path = resource.replace('{id}', id ?? '');
  const many = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()]));
  const last = (lists: Record<string, string[]>): Record<string, string> =>
    Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']));
  const query = call.query === undefined ? null : mutable(call.query);
  return {
    resource,
    path,
    httpMethod: method,
    headers: last(many),
    multiValueHeaders: many,
    queryStringParameters: query === null ? null : last(query),
    multiValueQueryStringParameters: query,
    pathParameters: id === undefined ? null : { id },
    stageVariables: null,
    body: call.rawBody ?? (call.body === undefined ? null : JSON.stringify(call.body)),
    isBase64Encoded: call.isBase64Encoded ?? false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authorizer: null,
      httpMethod: method,
      identity: { ...nobody, userArn, accountId: '000000000000', sourceIp: '127.0.0.1' },
      path: `/${stage}${path}`,
      protocol: 'HTTP/1.1',
      requestId: 'request-1',
      requestTimeEpoch: 0,
      resourceId: 'resource',
      resourcePath: resource,
      stage,
    },
  };
};

const mutable = (lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, [...values]]));

const nobody = {
  accessKey: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userAgent: null,
};
