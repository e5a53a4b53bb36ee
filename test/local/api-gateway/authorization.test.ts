import type { Decide } from '../../../src/local/api-gateway/authorization.ts';
import type { Refusal } from '../../../src/local/authentication.ts';
import { header, idOfTheHeader, missingToken, refusing, session, startGateway, user, verdict } from './start.ts';

const invoke = 'execute-api:Invoke';
const arn = 'arn:aws:execute-api:eu-west-1:123456789012:localapi/test';

/** Allows one principal one thing. */
const allowing =
  (name: string, resource: string): Decide =>
  (principal, action, asked) =>
    principal.name === name && action === invoke && asked === resource ? 'allowed' : 'noStatement';

describe('authorization', () => {
  it('asks for a token of a call without a signature', async () => {
    expect(verdict(await startGateway()({ caller: null }))).toEqual(missingToken);
  });

  const refusals: readonly Refusal[] = [
    { type: 'IncompleteSignatureException', message: "Authorization header requires 'Credential' parameter." },
    { type: 'InvalidSignatureException', message: 'Signature expired: T1 is now earlier than T2 (T3 - 5 min.)' },
    { type: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' },
  ];

  it.each(refusals)('passes on a $type', async (refusal) => {
    const response = await startGateway({ authenticate: refusing(refusal) })();
    expect(verdict(response)).toEqual({
      status: 403,
      type: refusal.type,
      body: { message: refusal.message, requestId: idOfTheHeader },
    });
  });

  it('takes any other scheme for an incomplete signature', async () => {
    const response = await startGateway()({ headers: [['Authorization', 'Basic eDp5']] });
    const body = { message: "No: 'Basic eDp5'.", requestId: idOfTheHeader };
    expect(verdict(response)).toEqual({ status: 403, type: 'IncompleteSignatureException', body });
  });

  it.each(refusals)('finds no route before it looks into a $type', async (refusal) => {
    const response = await startGateway({ authenticate: refusing(refusal) })({ target: '/test/orders' });
    const incomplete = {
      status: 403,
      type: refusal.type,
      body: { message: refusal.message, requestId: idOfTheHeader },
    };
    expect(verdict(response)).toEqual(refusal.type === 'IncompleteSignatureException' ? incomplete : missingToken);
  });

  it.each([
    ['GET', '/test/products', 'GET/products'],
    ['POST', '/test/products', 'POST/products'],
    ['GET', '/test//products', 'GET/products'],
    ['GET', '/test/products/', 'GET/products/'],
    ['GET', '/test/products/7?pageSize=1', 'GET/products/7'],
    ['DELETE', '/test/products/%61%2Fb%20+', 'DELETE/products/a/b +'],
  ])('asks the policies about %s %s as %s', async (method, target, resource) => {
    const send = startGateway({ decide: allowing('session', `${arn}/${resource}`) });
    expect((await send({ method, target, caller: session })).status).toBe(200);
    expect((await send({ method, target, caller: user })).status).toBe(403);
  });

  it('asks about the method that X-HTTP-Method-Override names', async () => {
    const send = startGateway({ decide: allowing('user', `${arn}/GET/products/7`) });
    const headers = [['X-HTTP-Method-Override', 'DELETE']] as const;
    expect((await send({ target: '/test/products/7' })).status).toBe(200);
    expect((await send({ target: '/test/products/7', headers })).status).toBe(403);
  });

  it.each([
    ['noStatement', 'because no identity-based policy allows the execute-api:Invoke action'],
    ['explicitDeny', 'with an explicit deny in an identity-based policy'],
  ] as const)('tells a denial (%s) under Message, the account of the API masked', async (decision, reason) => {
    const response = await startGateway({ decide: () => decision })({ target: '/test/products/7', caller: session });
    expect(verdict(response)).toEqual({
      status: 403,
      type: 'AccessDeniedException',
      body: {
        Message:
          'User: arn:aws:sts::123456789012:assumed-role/Role/laptop is not authorized to perform: execute-api:Invoke ' +
          `on resource: arn:aws:execute-api:eu-west-1:********9012:localapi/test/GET/products/7 ${reason}`,
        requestId: idOfTheHeader,
      },
    });
  });

  it('answers in JSON, with the ids of the request and no trace', async () => {
    const response = await startGateway()({ caller: null });
    expect(header(response, 'Content-Type')).toBe('application/json');
    expect(header(response, 'x-amzn-RequestId')).toMatch(/^[\da-f-]{36}$/);
    expect(header(response, 'x-amz-apigw-id')).toMatch(/^[\w+/]{15}=$/);
    expect(header(response, 'X-Amzn-Trace-Id')).toBeUndefined();
  });
});
