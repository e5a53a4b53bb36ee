import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  gatewayResponseHeaders,
  gatewayResponses,
  type GatewayResponseType,
} from '../src/adapters/primary/rest/gateway-responses.ts';

/** What API Gateway refuses itself, told as the local gateway tells it. */
export const addGatewayResponses = (api: RestApi, corsOrigin: string | null): void => {
  // Without quotes a value would be the name of something in the request.
  const headers = Object.entries(gatewayResponseHeaders(corsOrigin)).map(([name, value]) => [name, `'${value}'`]);
  const add = (id: string, type: GatewayResponseType) =>
    api.addGatewayResponse(id, {
      type: ResponseType.of(type),
      responseHeaders: Object.fromEntries(headers),
      templates: { 'application/json': gatewayResponses[type] },
    });
  add('Refused', 'DEFAULT_4XX');
  add('Failed', 'DEFAULT_5XX');
  add('Denied', 'ACCESS_DENIED');
};
