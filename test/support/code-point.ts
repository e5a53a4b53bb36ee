import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 } as const;

/** Any character but half of one: as fast-check's own `binary`, which lists all million of them at first use. */
export const codePoint: fc.Arbitrary<string> = fc.integer({ min: 0, max: 0x10_ffff - surrogates.count }).map(
  (place) => String.fromCodePoint(place < surrogates.first ? place : place + surrogates.count),
  (text) => {
    const code = String(text).codePointAt(0) ?? NaN;
    // So says what fast-check asks when it looks for names like `__proto__` among the strings of these characters.
    if (String.fromCodePoint(code) !== text) throw new Error('Not one character.');
    return code < surrogates.first ? code : code - surrogates.count;
  },
);
