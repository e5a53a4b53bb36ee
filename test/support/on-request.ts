import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { JsonObject } from './faults/exchange.ts';

const httpRequest = z.object({ headers: z.object({ 'x-amz-target': z.string() }), body: z.instanceof(Uint8Array) });

/** Tells of each request that a client makes from now on, such as `Query`, and of what is in it. */
export const onRequest = (
  { middlewareStack }: DynamoDBDocumentClient,
  tell: (operation: string, input: JsonObject) => void,
): void =>
  middlewareStack.add(
    (next) => (args) => {
      const { headers, body } = httpRequest.parse(args.request);
      tell(headers['x-amz-target'].replace(/^.*\./, ''), JSON.parse(new TextDecoder().decode(body)));
      return next(args);
    },
    { step: 'finalizeRequest' },
  );
