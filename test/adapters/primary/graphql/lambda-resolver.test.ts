import { util, type Context } from '@aws-appsync/utils';
import { request, response } from '../../../../src/adapters/primary/graphql/lambda-resolver.js';

class Raised extends Error {
  readonly details: readonly unknown[];

  constructor(message: string, details: readonly unknown[]) {
    super(message);
    this.details = details;
  }
}

beforeAll(() => {
  // The package has no functions of its own: they exist on AppSync alone.
  util.error = (message, ...details) => {
    throw new Raised(message, details);
  };
});

const context: Context = {
  env: {},
  arguments: { id: '1' },
  args: { id: '1' },
  identity: null,
  stash: {},
  result: null,
  prev: null,
  request: { headers: { 'x-amzn-requestid': 'request-1', 'x-amz-security-token': 'token' }, domainName: null },
  info: {
    fieldName: 'getProduct',
    parentTypeName: 'Query',
    variables: { secret: 1 },
    selectionSetList: ['id'],
    selectionSetGraphQL: '{ id }',
  },
};

const raised = (overrides: Partial<Context>): unknown => {
  try {
    return response({ ...context, ...overrides });
  } catch (thrown) {
    return thrown;
  }
};

describe('the request of the resolver', () => {
  it('invokes the function with the field and its caller, and without headers and variables', () => {
    expect(request(context)).toEqual({
      operation: 'Invoke',
      payload: {
        parentTypeName: 'Query',
        fieldName: 'getProduct',
        arguments: { id: '1' },
        identity: null,
        selectionSetList: ['id'],
        requestId: 'request-1',
      },
    });
  });
});

describe('the response of the resolver', () => {
  it.each([[{ id: '1' }], [null], [false], [0]])('is the data of the function: %j', (data) => {
    expect(response({ ...context, result: { data } })).toEqual(data);
  });

  it('is the error of the function, with its type and info and without data', () => {
    const error = { message: 'Stale.', type: 'VersionMismatch', info: { current: 2 } };
    expect(raised({ result: { error } })).toEqual(new Raised('Stale.', ['VersionMismatch', null, { current: 2 }]));
    expect(raised({ result: { error } })).toMatchObject({ details: ['VersionMismatch', null, { current: 2 }] });
  });

  it('is a fixed error when the function fails, whatever it says', () => {
    const failed = raised({ error: { type: 'Lambda:Unhandled', message: 'secret' }, result: null });
    expect(failed).toMatchObject({ message: 'Something went wrong on our side.', details: ['InternalError'] });
  });
});
