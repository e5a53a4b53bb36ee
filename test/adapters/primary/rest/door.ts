import type { APIGatewayProxyResult } from 'aws-lambda';
import { createRestHandler } from '../../../../src/adapters/primary/rest/handler.ts';
import { restEvent } from '../../../support/rest-event.ts';
import { memoryApplication } from '../../../support/ways-in/application.ts';

type Call = Parameters<typeof restEvent>[0];

/** The REST door of an empty catalogue. */
export const startDoor = () => {
  const handle = createRestHandler(memoryApplication().application);
  return async (call: Call): Promise<APIGatewayProxyResult> => (await handle(restEvent(call))).response;
};

export const chair = { name: 'Chair', description: 'Oak' };

export const created = async (send: ReturnType<typeof startDoor>): Promise<{ id: string }> =>
  JSON.parse((await send({ method: 'POST', body: chair })).body);

export const problemOf = ({ body }: APIGatewayProxyResult) => JSON.parse(body);
