import type { RawRequest } from '../../../src/local/raw-request.ts';

/** Requests changed on their way: after signing, before the server. */

/** The header with another value, or without it when the change gives undefined. */
export const withHeader = (
  request: RawRequest,
  wanted: string,
  change: (value: string) => string | undefined,
): RawRequest => ({
  ...request,
  headers: request.headers.flatMap(([name, value]) => {
    const changed = name.toLowerCase() === wanted.toLowerCase() ? change(value) : value;
    return changed === undefined ? [] : [[name, changed] as const];
  }),
});

export const addHeader = (request: RawRequest, name: string, value: string): RawRequest => ({
  ...request,
  headers: [...request.headers, [name, value]],
});

export const withAuthorization = (request: RawRequest, change: (value: string) => string): RawRequest =>
  withHeader(request, 'authorization', change);

/** The query parameter with another encoded value, or without it when the change gives undefined. */
export const withParameter = (
  request: RawRequest,
  wanted: string,
  change: (value: string) => string | undefined,
): RawRequest => ({
  ...request,
  rawQuery: request.rawQuery
    .split('&')
    .flatMap((pair) => {
      const [name = '', ...value] = pair.split('=');
      const changed = name === wanted ? change(value.join('=')) : value.join('=');
      return changed === undefined ? [] : [`${name}=${changed}`];
    })
    .join('&'),
});

export const signedHeadersOf = (request: RawRequest): string[] => {
  const authorization = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  return (/SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '').split(';');
};

/** Another character in place of the last one. */
export const flipped = (text: string): string => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
