import type { Refusal } from '../authentication.ts';
import type { RawRequest } from '../raw-request.ts';
import { basicTime, parseBasicTime } from './basic-time.ts';
import type { Claim } from './claim.ts';

const skewSeconds = 300;
const maxExpirySeconds = 604_800;

/** The signature's date is a date, not more than 5 minutes off, and a presigned URL is within its own time. */
export const freshness = (claim: Claim, { receivedAt }: RawRequest): Refusal | undefined => {
  const signedAt = parseBasicTime(claim.date);
  if (signedAt === null) {
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${claim.date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const lifeSeconds = lifetime(claim);
  if (lifeSeconds === null) {
    return incomplete(
      `'X-Amz-Expires' must be a whole number of seconds from 1 to ${maxExpirySeconds}. Got '${claim.expires}'.`,
    );
  }
  // As the signature's date, without what is less than a second.
  const now = Math.floor(receivedAt.getTime() / 1000) * 1000;
  const earliest = now - lifeSeconds * 1000;
  if (signedAt < earliest) {
    return invalid('expired', signedAt, 'now earlier', earliest, `${basicTime(now)} - ${duration(lifeSeconds)}`);
  }
  const latest = now + skewSeconds * 1000;
  if (signedAt > latest) {
    return invalid('not yet current', signedAt, 'still later', latest, `${basicTime(now)} + ${duration(skewSeconds)}`);
  }
  return undefined;
};

const incomplete = (message: string): Refusal => ({ type: 'IncompleteSignatureException', message });

const invalid = (verdict: string, signedAt: number, relation: string, limit: number, sum: string): Refusal => ({
  type: 'InvalidSignatureException',
  message: `Signature ${verdict}: ${basicTime(signedAt)} is ${relation} than ${basicTime(limit)} (${sum})`,
});

/** For how many seconds the signature is good; null when the caller wants what AWS does not grant. */
const lifetime = ({ expires }: Claim): number | null => {
  if (expires === undefined) return skewSeconds;
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  return seconds >= 1 && seconds <= maxExpirySeconds ? seconds : null;
};

/** AWS writes minutes; a presigned URL may ask for seconds. */
const duration = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min.` : `${seconds} sec.`);
