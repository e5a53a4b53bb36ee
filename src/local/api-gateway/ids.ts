import { createHash, randomUUID } from 'node:crypto';
import { randomText } from '../random-text.ts';

/** By what a request can be found again in the logs of AWS. */
export interface ResponseIds {
  /** Also in the header `x-amzn-RequestId`. */
  readonly requestId: string;
  /** Also in the header `x-amz-apigw-id`. */
  readonly extendedRequestId: string;
}

export const newResponseIds = (): ResponseIds => ({
  requestId: randomUUID(),
  extendedRequestId: randomText(11, 'base64'),
});

/** A root of X-Ray, which names the second it began: `Root=1-5759e988-bd862e3fe1be46a994272793`. */
export const newTraceId = (now: Date): string => {
  const seconds = Math.floor(now.getTime() / 1000);
  return `Root=1-${seconds.toString(16).padStart(8, '0')}-${randomText(12, 'hex')}`;
};

/** An id like those that API Gateway gives to resources and deployments, the same for the same name at each start. */
export const stableId = (name: string): string =>
  BigInt(`0x${createHash('sha256').update(name).digest('hex')}`)
    .toString(36)
    .slice(0, 6);
