import type { Refusal } from '../authentication.ts';
import type { Claim } from './claim.ts';

/** What a credential must be scoped to, besides the day. */
export interface Scope {
  readonly region: string;
  readonly service: string;
}

export const terminator = 'aws4_request';

export interface Credential extends Scope {
  readonly accessKeyId: string;
  /** `20260131` */
  readonly day: string;
  readonly term: string;
}

/** Null unless it has five elements; slashes at the end do not count. */
const parseCredential = (text: string): Credential | null => {
  const elements = withoutEnd(text).split('/');
  const [accessKeyId = '', day = '', region = '', service = '', term = ''] = elements;
  return elements.length === 5 ? { accessKeyId, day, region, service, term } : null;
};

/** Without slashes at the end. No pattern: it would try anew at each slash of a text full of them. */
export const withoutEnd = (text: string): string => {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
};

/** The credential, when it is scoped to this region and service, and to the day of the signature. */
export const readCredential = ({ credential, date }: Claim, expected: Scope): Credential | { refusal: Refusal } => {
  const sent = parseCredential(credential);
  if (sent === null) {
    const message = `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`;
    return { refusal: { type: 'IncompleteSignatureException', message } };
  }
  const today = date.slice(0, 8);
  const faults = [
    sent.region === expected.region ? '' : `Credential should be scoped to a valid region, not '${sent.region}'. `,
    sent.service === expected.service ? '' : `Credential should be scoped to correct service: '${expected.service}'. `,
    sent.term === terminator
      ? ''
      : `Credential should be scoped with a valid terminator: '${terminator}', not '${sent.term}'. `,
    sent.day === today
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${sent.day}' != '${today}', from '${date}'.`,
  ].join('');
  return faults === '' ? sent : { refusal: { type: 'InvalidSignatureException', message: faults } };
};
