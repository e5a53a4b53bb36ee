/**
 * What API Gateway answers in place of the function, by its own name for the kind of refusal: AWS's shape, plus the id
 * under which the logs know the request. AWS spells `Message` with a capital when a policy denies, and clients read
 * both. The CDK gives the API these templates, the local gateway fills them in.
 */
export const gatewayResponses = {
  DEFAULT_4XX: '{"message":$context.error.messageString,"requestId":"$context.requestId"}',
  DEFAULT_5XX: '{"message":$context.error.messageString,"requestId":"$context.requestId"}',
  ACCESS_DENIED: '{"Message":$context.error.messageString,"requestId":"$context.requestId"}',
} as const;

export type GatewayResponseType = keyof typeof gatewayResponses;
