import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { gatewayResponses, type GatewayResponseType } from '../src/adapters/primary/rest/gateway-responses.ts';
import { corsHeaders } from './cors.ts';

/** What API Gateway refuses itself, told as the local gateway tells it. */
export const addGatewayResponses = (api: RestApi, corsOrigin: string | null): void => {
  const add = (id: string, type: GatewayResponseType) =>
    api.addGatewayResponse(id, {
      type: ResponseType.of(type),
      responseHeaders: corsHeaders(corsOrigin),
      templates: { 'application/json': gatewayResponses[type] },
    });
  add('Refused', 'DEFAULT_4XX');
  add('Failed', 'DEFAULT_5XX');
  add('Denied', 'ACCESS_DENIED');
};
