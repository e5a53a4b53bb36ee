import crypto from 'node:crypto';
import { createSigningKeys } from '../../../src/local/sigv4/signing-keys.ts';
import { createSignatureVerifier } from '../../../src/local/sigv4/verifier.ts';
import { flipped, withAuthorization } from './edits.ts';
import { order } from './orders.ts';
import { scope, session, settings, user } from './principals.ts';
import { smithySigner } from './signers.ts';

/** How often a key is applied while something is done. */
const hmacsOf = (act: () => unknown): number => {
  const createHmac = jest.spyOn(crypto, 'createHmac');
  act();
  const count = createHmac.mock.calls.length;
  createHmac.mockRestore();
  return count;
};

describe('signing keys', () => {
  it('are those of the example in AWS’s documentation', () => {
    const keys = createSigningKeys({ region: 'us-east-1', service: 'iam' });
    const keyPair = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
    expect(keys(keyPair, '20150830').export().toString('hex')).toBe(
      'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9',
    );
  });

  it('are derived once a key pair and day', () => {
    const keys = createSigningKeys(scope);
    expect(hmacsOf(() => keys(user, '20260131'))).toBe(4);
    expect(hmacsOf(() => keys(user, '20260131'))).toBe(0);
    expect(hmacsOf(() => keys(session, '20260131'))).toBe(4);
    expect(hmacsOf(() => keys(user, '20260201'))).toBe(4);
  });

  it('are forgotten, oldest first, when there are too many', () => {
    const keys = createSigningKeys(scope, 2);
    for (const day of ['20260101', '20260102', '20260103']) keys(user, day);
    expect(hmacsOf(() => keys(user, '20260103'))).toBe(0);
    expect(hmacsOf(() => keys(user, '20260102'))).toBe(0);
    expect(hmacsOf(() => keys(user, '20260101'))).toBe(4);
  });
});

describe('a request by an unknown key', () => {
  it('costs as much work as one by a known key, and is told nothing of what to sign', async () => {
    const request = await smithySigner.sign(order);
    const wrong = withAuthorization(request, flipped);
    const unknown = [1, 2, 3].map((n) =>
      withAuthorization(request, (value) => value.replace('AKIATEST', `AKIA000${n}`)),
    );

    const authenticate = createSignatureVerifier(settings);
    const [first, ...later] = unknown.map((each) => hmacsOf(() => authenticate(each)));
    expect(first).toBe(hmacsOf(() => authenticate(wrong)));
    expect(later).toEqual([1, 1]);
    expect(hmacsOf(() => authenticate(wrong))).toBe(1);
    for (const each of unknown) {
      expect(JSON.stringify(authenticate(each))).not.toMatch(/Canonical|String-to-Sign/);
    }
  });
});
