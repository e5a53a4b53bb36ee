import type { Context } from 'aws-lambda';
import { createLambda } from '../../src/local/lambda.ts';

const megabyte = 1024 * 1024;

const lambda = <Event>(handler: (event: Event, context: Context) => Promise<unknown>, timeoutMs = 60_000) =>
  createLambda({ functionName: 'catalogue', handler, timeoutMs });

describe('the local Lambda', () => {
  it('takes event and answer through JSON', async () => {
    const seen: unknown[] = [];
    const invoke = lambda(async (event) => {
      seen.push(event);
      return { at: new Date(0), gone: undefined, list: [undefined], not: Number.NaN };
    });
    const event = { at: new Date(0), gone: undefined };
    expect(await invoke(event)).toStrictEqual({
      payload: { at: '1970-01-01T00:00:00.000Z', list: [null], not: null },
    });
    expect(seen).toStrictEqual([{ at: '1970-01-01T00:00:00.000Z' }]);
  });

  it('answers null for nothing', async () => {
    expect(await lambda(async () => undefined)({})).toStrictEqual({ payload: null });
  });

  it('hands over a context like that of Lambda', async () => {
    const contexts: Context[] = [];
    const invoke = lambda(async (_, context) => {
      contexts.push(context);
    });
    await invoke({});
    await invoke({});
    expect(contexts[0]).toMatchObject({
      awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/),
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'catalogue',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:catalogue',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/catalogue',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/),
    });
    expect(contexts[1]?.awsRequestId).not.toBe(contexts[0]?.awsRequestId);
    expect(contexts[1]?.logStreamName).toBe(contexts[0]?.logStreamName);
  });

  it('counts the remaining time down', async () => {
    const invoke = lambda(async (_, context) => {
      const before = context.getRemainingTimeInMillis();
      const begun = performance.now();
      while (performance.now() - begun < 2);
      return [before, context.getRemainingTimeInMillis()];
    }, 5000);
    const { before, after } = await invoke({}).then((answer) => {
      const [first, second] = 'payload' in answer && Array.isArray(answer.payload) ? answer.payload : [];
      return { before: Number(first), after: Number(second) };
    });
    expect(before).toBeLessThanOrEqual(5000);
    expect(before).toBeGreaterThan(4000);
    expect(after).toBeLessThan(before);
  });

  it.each([
    ['an error', new TypeError('broken'), { type: 'TypeError', message: 'broken' }],
    ['a text', 'broken', { type: 'string', message: 'broken' }],
    ['nothing', undefined, { type: 'undefined', message: 'undefined' }],
  ])('reports a handler that throws %s', async (_, thrown, error) => {
    expect(await lambda(() => Promise.reject(thrown))({})).toStrictEqual({ error });
  });

  it('reports a handler that throws before its first promise', async () => {
    const invoke = lambda(() => {
      throw new RangeError('at once');
    });
    expect(await invoke({})).toStrictEqual({ error: { type: 'RangeError', message: 'at once' } });
  });

  it('reports an answer that JSON cannot carry', async () => {
    expect(await lambda(async () => ({ big: 1n }))({})).toStrictEqual({
      error: { type: 'Error', message: 'Unable to stringify response body' },
    });
  });

  it('gives up on a handler at its time-out', async () => {
    expect(await lambda(() => new Promise(() => {}), 20)({})).toStrictEqual({
      error: {
        type: 'Sandbox.Timedout',
        message: expect.stringMatching(/^\d{4}-\d\d-\d\dT\S+Z [\da-f-]{36} Task timed out after 0\.02 seconds$/),
      },
    });
  });

  it('leaves no timer behind', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    await lambda(async () => 'done')({});
    await lambda(() => Promise.reject(new Error('broken')))({});
    expect(timers()).toBe(before);
  });

  it('refuses an event over 6 MB', async () => {
    const invoke = lambda(async () => 'done');
    expect(await invoke('x'.repeat(6 * megabyte - 2))).toStrictEqual({ payload: 'done' });
    expect(await invoke('x'.repeat(6 * megabyte - 1))).toStrictEqual({
      error: {
        type: 'RequestEntityTooLargeException',
        message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
      },
    });
  });

  it('refuses an answer over 6 MB and 100 bytes', async () => {
    const invoke = lambda(async (size: number) => 'x'.repeat(size - 2));
    expect(await invoke(6 * megabyte + 100)).toStrictEqual({ payload: 'x'.repeat(6 * megabyte + 98) });
    expect(await invoke(6 * megabyte + 101)).toStrictEqual({
      error: {
        type: 'Function.ResponseSizeTooLarge',
        message: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      },
    });
  });
});
