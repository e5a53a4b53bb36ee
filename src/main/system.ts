import { hash, randomUUID } from 'node:crypto';
import type { Clock, Fingerprint, NewId } from '../application/ports/system.ts';

export const systemClock: Clock = () => new Date();

export const randomId: NewId = () => randomUUID();

/** The parts are hashed as JSON: it keeps apart lists that a plain join would confuse. */
export const sha256: Fingerprint = (parts) => hash('sha256', JSON.stringify(parts), 'hex');
