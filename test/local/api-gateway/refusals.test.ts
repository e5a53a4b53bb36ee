import { gatewayResponses } from '../../../src/adapters/primary/rest/gateway-responses.ts';
import { header, json, startGateway } from './start.ts';

const bodyTooLarge = { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1, 'x') };

describe('a refusal of the gateway', () => {
  it("is written as the deployed API's gateway responses are", async () => {
    const filledIn = (template: string, message: string, id: string | undefined) =>
      template.replace('$context.error.messageString', `"${message}"`).replace('$context.requestId', String(id));
    const unsigned = await startGateway()({ caller: null });
    expect(unsigned.body).toBe(
      filledIn(gatewayResponses.DEFAULT_4XX, 'Missing Authentication Token', header(unsigned, 'x-amzn-RequestId')),
    );
    const failed = await startGateway({ handler: () => Promise.reject(new Error('broken')) })();
    expect(failed.body).toBe(
      filledIn(gatewayResponses.DEFAULT_5XX, 'Internal server error', header(failed, 'x-amzn-RequestId')),
    );
  });

  it('quotes what the caller sent without reading it as a template', async () => {
    const sent = `"$context.requestId" $& \\ ü`;
    const response = await startGateway()({ headers: [['Authorization', sent]] });
    expect(json(response)).toEqual({ message: `No: '${sent}'.`, requestId: header(response, 'x-amzn-RequestId') });
  });

  it.each<[string, Parameters<ReturnType<typeof startGateway>>[0]]>([
    ['a stage that there is not', { target: '/prod/products' }],
    ['a body over 10 MB', bodyTooLarge],
    ['a URL that is too long', { target: `/test/products?a=${'x'.repeat(10_240)}` }],
  ])('of %s is in the words of AWS', async (_, call) => {
    const response = await startGateway()(call);
    expect(Object.keys(json(response))).toEqual(['message']);
  });
});
