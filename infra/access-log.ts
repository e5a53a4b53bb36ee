import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/** One JSON object a request: who asked for what and how it went, never a header, a query or a body. */
export const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    // The function's own id of the invocation; `-` where it was not asked.
    functionRequestId: '$context.integration.requestId',
    time: '$context.requestTimeEpoch',
    sourceIp: '$context.identity.sourceIp',
    principal: '$context.identity.userArn',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    status: '$context.status',
    errorType: '$context.error.responseType',
    responseLatencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    responseBytes: '$context.responseLength',
    firewall: '$context.waf.status',
    traceId: '$context.xrayTraceId',
  }),
);
