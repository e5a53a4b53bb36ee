import fc from 'fast-check';
import { multiMap } from '../../../src/local/api-gateway/multi-map.ts';
import { percentDecoded } from '../../../src/local/api-gateway/percent-encoding.ts';
import { queryParameters } from '../../../src/local/api-gateway/query.ts';
import { codePoint } from '../../support/code-point.ts';

const text = fc.string({ unit: codePoint });
const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'a', 'A'));
const pairs = fc.array(fc.tuple(name, text), { minLength: 1 });

const grouped = (list: readonly (readonly [string, string])[], key: string): string[] =>
  list.filter(([other]) => other === key).map(([, value]) => value);

describe('decoding', () => {
  it('undoes the percent-encoding of any text', () => {
    fc.assert(fc.property(text, (value) => expect(percentDecoded(encodeURIComponent(value))).toBe(value)));
  });

  it('never fails, and leaves alone what is no percent-encoding', () => {
    fc.assert(fc.property(text, (value) => expect(typeof percentDecoded(value)).toBe('string')));
    expect(percentDecoded('100%/%zz/%4/%')).toBe('100%/%zz/%4/%');
    expect(percentDecoded('%80|%ed%a0%80')).toBe('\ufffd|\ufffd\ufffd\ufffd');
    expect(percentDecoded('%2525')).toBe('%25');
  });

  it('reads back any parameters, encoded in either way', () => {
    const encoders = [
      (list: [string, string][]) => new URLSearchParams(list).toString(),
      (list: [string, string][]) =>
        list.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&'),
    ];
    fc.assert(
      fc.property(pairs, fc.constantFrom(...encoders), (list, encode) => {
        const parameters = queryParameters(encode(list));
        for (const [key] of list) {
          expect(Object.entries(parameters?.multi ?? {}).find(([other]) => other === key)?.[1]).toEqual(
            grouped(list, key),
          );
        }
      }),
    );
  });

  it('knows no parameters in an empty query', () => {
    for (const query of ['', '&', '&&;']) expect(queryParameters(query)).toBeNull();
  });
});

describe('a multi map', () => {
  it('keeps every value in order under each name, and the last as the single one', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const { single, multi } = multiMap(list);
        expect(new Set(Object.keys(multi))).toEqual(new Set(list.map(([key]) => key)));
        expect(Object.keys(single)).toEqual(Object.keys(multi));
        for (const [key, values] of Object.entries(multi)) {
          expect(values).toEqual(grouped(list, key));
          expect(Object.entries(single).find(([other]) => other === key)?.[1]).toBe(values.at(-1));
        }
      }),
    );
  });
});
