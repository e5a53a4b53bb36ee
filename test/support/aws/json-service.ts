import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a service answers to one call: a result, or an error by AWS's name for it. */
export type JsonAnswer =
  | { readonly result: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly error: string; readonly status?: number }
  | 'hang up'
  /** The head and some of the body, and nothing more. */
  | 'stall';

export interface JsonService {
  readonly endpoint: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  close(): Promise<void>;
}

const serve = async (
  answer: Parameters<typeof startJsonService>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const operation = String(request.headers['x-amz-target'] ?? request.url).replace(/^.*[./]/, '');
  const answered = await answer(operation, JSON.parse(Buffer.concat(chunks).toString()));
  if (answered === 'hang up') {
    response.destroy();
    return;
  }
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  if (answered === 'stall') {
    response.setHeader('content-length', '100');
    response.write('{');
    return;
  }
  if ('result' in answered) {
    for (const [name, value] of Object.entries(answered.headers ?? {})) response.setHeader(name, value);
    response.end(JSON.stringify(answered.result));
    return;
  }
  response.statusCode = answered.status ?? 400;
  response.end(JSON.stringify({ __type: answered.error, message: answered.error }));
};

/**
 * An AWS service on 127.0.0.1 that speaks AWS's JSON protocol, for the SDK's own clients. The operation is the last word
 * of the target or, as with Lambda, of the path.
 */
export const startJsonService = async (
  answer: (operation: string, body: unknown) => JsonAnswer | Promise<JsonAnswer>,
): Promise<JsonService> => {
  const server = createServer((request, response) => void serve(answer, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
