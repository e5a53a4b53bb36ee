import type { Context } from 'aws-lambda';
import type { Handled } from '../../src/adapters/primary/handled.ts';
import { createInvocationTime } from '../../src/main/invocation-time.ts';
import { lambdaHandler } from '../../src/main/lambda-handler.ts';
import { withMetrics, type LogLine } from '../../src/main/log.ts';

const context: Context = {
  awsRequestId: 'request-1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'rest',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:rest',
  memoryLimitInMB: '256',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

const start = (handled: Partial<Handled<string>>) => {
  const lines: LogLine[] = [];
  const handler = lambdaHandler(
    async (_: unknown) => ({
      response: 'answer',
      operation: 'getProduct',
      principal: 'writer',
      code: 'OK',
      ...handled,
    }),
    (line) => lines.push(line),
  );
  return { lines, call: () => handler({ headers: { 'x-amz-security-token': 'token' }, body: 'body' }, context) };
};

describe('a Lambda handler', () => {
  it("answers with the door's response and logs one line a request, cold only once", async () => {
    const { lines, call } = start({});
    expect(await call()).toBe('answer');
    await call();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      level: 'INFO',
      functionName: 'rest',
      operation: 'getProduct',
      principal: 'writer',
      code: 'OK',
      requestId: 'request-1',
      durationMs: expect.any(Number),
      coldStart: true,
      faults: 0,
    });
    expect(lines[1]).toMatchObject({ coldStart: false });
  });

  it("tells the invocation's time to whoever asks during the call", async () => {
    const time = createInvocationTime();
    const seen: number[] = [];
    const handle = async (_: unknown) => {
      seen.push(time.left());
      return { response: '', operation: 'getProduct', principal: 'writer', code: 'OK' as const };
    };
    await lambdaHandler(handle, () => {}, time)({}, context);
    expect(seen).toEqual([10_000]);
  });

  it('carries the metrics in the same line, in the embedded metric format', async () => {
    const { lines, call } = start({});
    await call();
    const [line = {}] = lines;
    expect(JSON.parse(withMetrics(line))).toEqual({
      ...line,
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'ProductCatalogue',
            Dimensions: [['functionName', 'operation']],
            Metrics: [
              { Name: 'durationMs', Unit: 'Milliseconds' },
              { Name: 'faults', Unit: 'Count' },
            ],
          },
        ],
      },
    });
  });

  it('logs what is behind a fault, without whatever else the error carries', async () => {
    const cause = Object.assign(new Error('denied'), { Item: { name: { S: 'Chair' } } });
    const { lines, call } = start({ code: 'INTERNAL', cause });
    await call();
    expect(lines[0]).toMatchObject({ level: 'ERROR', faults: 1, cause: { name: 'Error', message: 'denied' } });
    expect(JSON.stringify(lines)).not.toContain('Chair');
  });

  it('logs a refusal as no fault and without a cause', async () => {
    const { lines, call } = start({ code: 'INVALID_INPUT', cause: new Error('x') });
    await call();
    expect(lines[0]).toMatchObject({ level: 'INFO', code: 'INVALID_INPUT', faults: 0 });
    expect(lines[0]?.['cause']).toBeUndefined();
  });

  it('logs nothing of headers and bodies', async () => {
    const { lines, call } = start({});
    await call();
    expect(JSON.stringify(lines)).not.toMatch(/token|body|answer/);
  });
});
