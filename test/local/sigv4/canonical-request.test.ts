import type { RawRequest } from '../../../src/local/raw-request.ts';
import { bodyHashOf, canonicalRequest } from '../../../src/local/sigv4/canonical-request.ts';
import { queryParameters } from '../../../src/local/sigv4/query-parameters.ts';

const linesOf = (request: Partial<RawRequest>, signedHeaders: readonly string[] = []): string[] => {
  const whole: RawRequest = {
    method: 'GET',
    rawPath: '/',
    rawQuery: '',
    headers: [],
    body: Buffer.alloc(0),
    remoteAddress: '127.0.0.1',
    receivedAt: new Date(0),
    ...request,
  };
  return canonicalRequest(whole, queryParameters(whole.rawQuery), signedHeaders, bodyHashOf(whole)).split('\n');
};

describe('a canonical request', () => {
  it.each([
    ['', '/'],
    ['/', '/'],
    ['/a/b/', '/a/b/'],
    ['//a///b//', '/a/b/'],
    ['/./a/../b/.', '/b'],
    ['/a/..', '/'],
    ['/../../a', '/a'],
    ['/caf%c3%A9%2F', '/caf%25c3%25A9%252F'],
    ["/-._~!*'()+ ", '/-._~%21%2A%27%28%29%2B%20'],
    ['/\u00C3\u00A9', '/%C3%A9'],
    ['/%2e%2e/a', '/%252e%252e/a'],
  ])('escapes the path %j once more, without dots and double slashes', (rawPath, canonical) => {
    expect(linesOf({ rawPath })[1]).toBe(canonical);
  });

  it.each([
    ['b=2&a=1', 'a=1&b=2'],
    ['a=2&a=1&a=', 'a=&a=1&a=2'],
    ['a-b=1&a=2', 'a=2&a-b=1'],
    ['B=1&a=2', 'B=1&a=2'],
    ['flag', 'flag='],
    ['a=b=c', 'a=b%3Dc'],
    ['&&a=1&', 'a=1'],
    ['=1', '=1'],
    ['a=b+c&d=b%20c&e=b%2Bc', 'a=b%20c&d=b%20c&e=b%2Bc'],
    ['a=%c3%a9', 'a=%C3%A9'],
    ['a=\u00C3\u00A9', 'a=%C3%A9'],
    ['a=%zz&b=%', 'a=%25zz&b=%25'],
    ['a=%ff', 'a=%FF'],
    ["a=-._~!*'()/:?", 'a=-._~%21%2A%27%28%29%2F%3A%3F'],
  ])('escapes and sorts the query %j anew', (rawQuery, canonical) => {
    expect(linesOf({ rawQuery })[2]).toBe(canonical);
  });

  it('has the values of signed headers trimmed, their blanks made one space, repeated ones joined', () => {
    const headers = [
      ['X-B', ' 2 \t\t 3 '],
      ['host', 'localhost'],
      ['x-a', ''],
      ['x-b', '1'],
      ['x-unsigned', '1'],
    ] as const;
    expect(linesOf({ headers }, ['host', 'x-a', 'x-b']).slice(3, -1)).toEqual([
      'host:localhost',
      'x-a:',
      'x-b:2 3,1',
      '',
      'host;x-a;x-b',
    ]);
  });

  it.each([' 1 2', '1 2 ', '1  2', '1\t2', '\t1 2', '1 2\t', '1 \t 2'])('has the value %j as 1 2', (value) => {
    expect(linesOf({ headers: [['x-a', value]] }, ['x-a'])[3]).toBe('x-a:1 2');
  });

  it('ends with the hash of the body, byte by byte', () => {
    expect(linesOf({}).at(-1)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(linesOf({ body: Buffer.of(0xff, 0) }).at(-1)).toBe(
      'ea5dbf9596d187e9500f23e9a680109475341cf4e81f7e043f7d97152c10772f',
    );
  });
});
