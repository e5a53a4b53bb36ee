import { util } from '@aws-appsync/utils';
import type { Resolver } from '../../../src/local/appsync/field-resolver.ts';
import { startApi } from './harness.ts';

const invoking = { operation: 'Invoke', payload: null };
const run = (resolver: Partial<Resolver>) =>
  startApi('type Query { a: String b: String }', async () => ({ payload: 'from the function' }), {
    resolver: { request: () => invoking, response: (ctx) => ctx.result, ...resolver },
  }).query('{ a }');

describe('a resolver', () => {
  it('may raise an error with a type, data and info', async () => {
    const { data, errors } = await run({ response: () => util.error('No.', 'Refused', { a: 1 }, { b: 2 }) });
    expect(data).toEqual({ a: null });
    expect(errors).toMatchObject([{ message: 'No.', errorType: 'Refused', data: { a: 1 }, errorInfo: { b: 2 } }]);
  });

  it('hands over of the data of an error what its field selects', async () => {
    const secret = { id: '1', secret: 's' };
    const response = () => {
      util.appendError('Look.', 'Warning', secret);
      return util.error('No.', 'Refused', secret);
    };
    const appending = () => {
      util.appendError('Look.', 'Warning', secret);
      return null;
    };
    const answer = (respond: () => unknown) =>
      startApi('type Query { a: A } type A { id: ID secret: String }', async () => ({ payload: null }), {
        resolver: { request: () => invoking, response: respond },
      }).query('{ a { key: id } }');
    expect((await answer(response)).errors).toMatchObject([{ errorType: 'Refused', data: { id: '1' } }]);
    expect((await answer(appending)).errors).toMatchObject([{ errorType: 'Warning', data: { id: '1' } }]);
    expect((await answer(response)).raw.body).not.toContain('secret');
  });

  it('may raise an error before the function is called', async () => {
    let isInvoked = false;
    const resolver: Resolver = { request: () => util.error('No.'), response: () => null };
    const invoke = async () => {
      isInvoked = true;
      return { payload: null };
    };
    const { errors } = await startApi('type Query { a: String }', invoke, { resolver }).query('{ a }');
    expect(errors).toMatchObject([{ message: 'No.', errorType: null, data: null, errorInfo: null }]);
    expect(isInvoked).toBe(false);
  });

  it('may append errors beside its value, each to its own field', async () => {
    const { data, errors } = await run({
      request: () => {
        util.appendError('First.', 'Warning');
        return invoking;
      },
      response: (ctx) => {
        util.appendError('Second.', 'Warning', null, { n: 2 });
        return ctx.result;
      },
    });
    expect(data).toEqual({ a: 'from the function' });
    const place = {
      path: ['a'],
      locations: [{ line: 1, column: 3, sourceName: null }],
      data: null,
      errorType: 'Warning',
    };
    expect(errors).toEqual([
      { ...place, errorInfo: null, message: 'First.' },
      { ...place, errorInfo: { n: 2 }, message: 'Second.' },
    ]);
  });

  it('may refuse its field, and ask how the caller is authorized', async () => {
    const { errors } = await run({ response: () => util.unauthorized() });
    expect(errors).toMatchObject([{ errorType: 'Unauthorized', message: 'Not Authorized to access a on type Query' }]);
    expect((await run({ response: () => util.authType() })).data).toEqual({ a: 'IAM Authorization' });
  });

  it('is told which helper the local AppSync lacks', async () => {
    const { errors } = await run({ response: () => util.autoKsuid() });
    const value = 'The local AppSync has no util.autoKsuid: add it to src/local/appsync/util.ts.';
    expect(errors).toMatchObject([
      {
        message: 'Runtime Error',
        errorType: 'Code',
        errorInfo: { codeErrors: [{ errorType: 'RUNTIME_ERROR', value }] },
      },
    ]);
  });

  it('is told that nothing but the invocation of the function is served', async () => {
    const { errors } = await run({ request: () => ({ operation: 'BatchInvoke', payload: {} }) });
    expect(errors).toMatchObject([
      { errorType: 'MappingTemplate', message: "The resolver must return {operation: 'Invoke', payload}." },
    ]);
  });
});
