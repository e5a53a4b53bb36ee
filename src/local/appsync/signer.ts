import type { Authenticate, Refusal } from '../authentication.ts';
import type { Principal } from '../principals.ts';
import type { RawRequest } from '../raw-request.ts';
import { HttpRefusal, unauthorized } from './http-refusal.ts';

/** Who signed the request. Throws `HttpRefusal`: 401 for no signature at all, 403 for one that does not hold. */
export const signerOf = (authenticate: Authenticate, request: RawRequest): Principal => {
  const authentication = authenticate(request);
  if ('refusal' in authentication) throw refused(authentication.refusal);
  return authentication.principal;
};

const refused = ({ type, message }: Refusal): HttpRefusal =>
  type === 'NoCredentials' || type === 'OtherScheme'
    ? unauthorized('Valid authorization header not provided.')
    : new HttpRefusal(403, type, message);
