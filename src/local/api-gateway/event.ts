import type { Principal } from '../principals.ts';
import { headerValues, type RawRequest } from '../raw-request.ts';
import type { Api, Call } from './call.ts';
import type { ResponseIds } from './ids.ts';
import { queryParameters } from './query.ts';
import { eventHeaders } from './request-headers.ts';

interface Authorized {
  readonly request: RawRequest;
  readonly call: Call;
  readonly principal: Principal;
  readonly ids: ResponseIds;
  readonly traceId: string;
}

interface DeployedApi extends Api {
  readonly deploymentId: string;
}

/**
 * The event of a Lambda proxy integration under IAM authorization, with exactly the keys that AWS sends: "Lambda
 * proxy integrations" in the developer guide. The API has no binary media types, so a body is always text: bytes that
 * are no UTF-8 become U+FFFD on the way, here as there.
 */
export const proxyEvent = (api: DeployedApi, authorized: Authorized) => {
  const { request, call } = authorized;
  const headers = eventHeaders(request, authorized.traceId);
  const query = queryParameters(request.rawQuery);
  return {
    resource: call.resource,
    path: call.path,
    httpMethod: call.method,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query?.single ?? null,
    multiValueQueryStringParameters: query?.multi ?? null,
    pathParameters: call.pathParameters,
    stageVariables: null,
    requestContext: requestContext(api, authorized),
    body: request.body.length === 0 ? null : request.body.toString('utf8'),
    isBase64Encoded: false,
  };
};

const requestContext = (api: DeployedApi, { request, call, principal, ids }: Authorized) => {
  const [host = ''] = headerValues(request, 'host');
  const domainName = host.replace(/:\d+$/, '');
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    deploymentId: api.deploymentId,
    domainName,
    domainPrefix: domainName.split('.')[0] ?? '',
    extendedRequestId: ids.extendedRequestId,
    httpMethod: call.method,
    identity: identity(request, principal),
    path: request.rawPath,
    protocol: 'HTTP/1.1',
    requestId: ids.requestId,
    requestTime: commonLogTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt.getTime(),
    resourceId: call.resourceId,
    resourcePath: call.resource,
    stage: api.stage,
  };
};

const identity = (request: RawRequest, { accessKeyId, accountId, principalId, arn }: Principal) => ({
  accessKey: accessKeyId,
  accountId,
  caller: principalId,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: request.remoteAddress,
  user: principalId,
  userAgent: headerValues(request, 'user-agent').at(-1) ?? null,
  userArn: arn,
});

/** `04/Mar/2020:19:15:17 +0000` */
const commonLogTime = (time: Date): string => {
  // `Wed, 04 Mar 2020 19:15:17 GMT`
  const text = time.toUTCString();
  return `${text.slice(5, 7)}/${text.slice(8, 11)}/${text.slice(12, 16)}:${text.slice(17, 25)} +0000`;
};
