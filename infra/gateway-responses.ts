import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { corsHeaders } from './cors.ts';

/**
 * What API Gateway refuses itself keeps AWS's shape, plus the id under which the logs know the request. AWS spells
 * `Message` with a capital when a policy denies, and clients read both.
 */
export const addGatewayResponses = (api: RestApi, corsOrigin: string | null): void => {
  const add = (id: string, type: ResponseType, key: 'message' | 'Message') =>
    api.addGatewayResponse(id, {
      type,
      responseHeaders: corsHeaders(corsOrigin),
      templates: {
        'application/json': `{"${key}":$context.error.messageString,"requestId":"$context.requestId"}`,
      },
    });
  add('Refused', ResponseType.DEFAULT_4XX, 'message');
  add('Failed', ResponseType.DEFAULT_5XX, 'message');
  add('Denied', ResponseType.ACCESS_DENIED, 'Message');
};
