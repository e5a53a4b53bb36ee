import type { Authenticate, Refusal } from '../../../src/local/authentication.ts';
import type { RawRequest } from '../../../src/local/raw-request.ts';
import { addHeader, flipped, withAuthorization, withHeader, withParameter } from './edits.ts';
import { session, user } from './principals.ts';

/** What is done to a signed request, and why that must be refused. */
export type Mutation = readonly [what: string, refusal: Refusal['type'], mutate: (request: RawRequest) => RawRequest];

const ofRequest: readonly Mutation[] = [
  ['method', 'InvalidSignatureException', (request) => ({ ...request, method: 'PATCH' })],
  ['case of the method', 'InvalidSignatureException', (request) => ({ ...request, method: 'get' })],
  ['path', 'InvalidSignatureException', (request) => ({ ...request, rawPath: `${request.rawPath}x` })],
  [
    'further parameter',
    'InvalidSignatureException',
    (request) => ({ ...request, rawQuery: `${request.rawQuery}&z=1` }),
  ],
  [
    'body',
    'InvalidSignatureException',
    (request) => ({ ...request, body: Buffer.concat([request.body, Buffer.of(0)]) }),
  ],
  ['host', 'InvalidSignatureException', (request) => withHeader(request, 'host', (value) => `${value}0`)],
  ['unsigned x-amz header', 'InvalidSignatureException', (request) => addHeader(request, 'X-Amz-Late', '1')],
  ['clock, by 310 seconds', 'InvalidSignatureException', (request) => clockAt(request, -310)],
];

const clockAt = (request: RawRequest, seconds: number): RawRequest => ({
  ...request,
  receivedAt: new Date(request.receivedAt.getTime() + seconds * 1000),
});

const ofCredential = (change: (request: RawRequest, from: RegExp, to: string) => RawRequest): readonly Mutation[] => [
  ['region', 'InvalidSignatureException', (request) => change(request, /eu-central-1/, 'eu-central-2')],
  ['service', 'InvalidSignatureException', (request) => change(request, /execute-api/, 'appsync')],
  ['terminator', 'InvalidSignatureException', (request) => change(request, /aws4_request/, 'aws5_request')],
  ['day of the scope', 'InvalidSignatureException', (request) => change(request, /(?<=0(\/|%2F))\d{8}/, '19991231')],
  ['shorter scope', 'IncompleteSignatureException', (request) => change(request, /(\/|%2F)aws4_request/, '')],
  ['algorithm', 'IncompleteSignatureException', (request) => change(request, /AWS4-HMAC-SHA256/, 'AWS4-HMAC-SHA25')],
  ['unknown key', 'UnrecognizedClientException', (request) => change(request, /A[KS]IATEST/, 'AKIAREST')],
  [
    "someone else's key",
    'InvalidSignatureException',
    (request) =>
      change(
        request,
        /A[KS]IATEST(USER|SESSION)0+/,
        JSON.stringify(request).includes('AKIA') ? session.accessKeyId : user.accessKeyId,
      ),
  ],
];

export const headerFormMutations: readonly Mutation[] = [
  ...ofRequest,
  ...ofCredential((request, from, to) => withAuthorization(request, (value) => value.replace(from, to))),
  ['signature', 'InvalidSignatureException', (request) => withAuthorization(request, flipped)],
  [
    'cut signature',
    'InvalidSignatureException',
    (request) => withAuthorization(request, (value) => value.slice(0, -1)),
  ],
  ['date', 'InvalidSignatureException', (request) => withHeader(request, 'x-amz-date', otherMinute)],
  [
    'X-Amz-Signature parameter',
    'InvalidSignatureException',
    (request) => ({ ...request, rawQuery: `${request.rawQuery}&X-Amz-Signature=1` }),
  ],
];

const otherMinute = (date: string): string =>
  date.replace(/(.)..Z$/, (_, digit: string) => `${digit === '0' ? 1 : 0}00Z`);

export const queryFormMutations: readonly Mutation[] = [
  ...ofRequest,
  ...ofCredential((request, from, to) => ({ ...request, rawQuery: request.rawQuery.replace(from, to) })),
  ['signature', 'InvalidSignatureException', (request) => withParameter(request, 'X-Amz-Signature', flipped)],
  [
    'second signature',
    'InvalidSignatureException',
    (request) => ({ ...request, rawQuery: `${request.rawQuery}&X-Amz-Signature=1` }),
  ],
  ['date', 'InvalidSignatureException', (request) => withParameter(request, 'X-Amz-Date', otherMinute)],
  [
    'longer life',
    'InvalidSignatureException',
    (request) => ({ ...request, rawQuery: `X-Amz-Expires=604800&${request.rawQuery}` }),
  ],
];

export const refusalType = (authenticate: Authenticate, request: RawRequest): Refusal['type'] | 'accepted' => {
  const authentication = authenticate(request);
  return 'refusal' in authentication ? authentication.refusal.type : 'accepted';
};
