import { Duration } from 'aws-cdk-lib';
import type { CorsOptions } from 'aws-cdk-lib/aws-apigateway';

/** What pages of one origin (`*`: of any) may send and read: a signed request and the headers of the contract. */
export const corsPreflight = (origin: string): CorsOptions => ({
  allowOrigins: [origin],
  allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'X-Amz-Content-Sha256',
    'X-Amz-Date',
    'X-Amz-Security-Token',
    'X-Amz-User-Agent',
  ],
  maxAge: Duration.hours(1),
});

/** How API Gateway's own refusals let the page read them. */
export const corsHeaders = (origin: string | null): Record<string, string> =>
  origin === null
    ? {}
    : {
        'Access-Control-Allow-Origin': `'${origin}'`,
        'Access-Control-Expose-Headers': "'x-amzn-ErrorType,x-amzn-RequestId'",
      };
