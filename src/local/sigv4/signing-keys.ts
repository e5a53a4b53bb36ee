import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Principal } from '../principals.ts';
import { terminator } from './credential-scope.ts';
import type { Scope } from './credential-scope.ts';

export type KeyPair = Pick<Principal, 'accessKeyId' | 'secretAccessKey'>;

/** The key that signs for one key pair on one day, such as `20260131`. */
export type SigningKeys = (keyPair: KeyPair, day: string) => KeyObject;

/**
 * Keys are derived once a key pair and day; beyond the capacity the oldest is forgotten. As objects, since
 * Node.js would make one of the bytes with each signature.
 */
export const createSigningKeys = ({ region, service }: Scope, capacity = 100): SigningKeys => {
  const cache = new Map<string, KeyObject>();
  return ({ accessKeyId, secretAccessKey }, day) => {
    const id = `${accessKeyId}/${day}`;
    const cached = cache.get(id);
    if (cached !== undefined) return cached;

    const dayKey = hmac(`AWS4${secretAccessKey}`, day);
    const key = createSecretKey([region, service, terminator].reduce<Buffer>(hmac, dayKey));
    const [oldest] = cache.keys();
    if (cache.size >= capacity && oldest !== undefined) cache.delete(oldest);
    cache.set(id, key);
    return key;
  };
};

export const hmac = (key: string | Buffer | KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
