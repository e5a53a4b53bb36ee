import { createHmac } from 'node:crypto';
import type { Principal } from '../principals.ts';
import { terminator } from './credential-scope.ts';
import type { Scope } from './credential-scope.ts';

export type KeyPair = Pick<Principal, 'accessKeyId' | 'secretAccessKey'>;

/** The key that signs for one key pair on one day, such as `20260131`. */
export type SigningKeys = (keyPair: KeyPair, day: string) => Buffer;

/** Keys are derived once a key pair and day; beyond the capacity the oldest is forgotten. */
export const createSigningKeys = ({ region, service }: Scope, capacity = 100): SigningKeys => {
  const cache = new Map<string, Buffer>();
  return ({ accessKeyId, secretAccessKey }, day) => {
    const id = `${accessKeyId}/${day}`;
    const cached = cache.get(id);
    if (cached !== undefined) return cached;

    const dayKey = hmac(`AWS4${secretAccessKey}`, day);
    const key = [region, service, terminator].reduce<Buffer>(hmac, dayKey);
    const [oldest] = cache.keys();
    if (cache.size >= capacity && oldest !== undefined) cache.delete(oldest);
    cache.set(id, key);
    return key;
  };
};

export const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
