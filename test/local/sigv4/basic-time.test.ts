import { basicTime, parseBasicTime } from '../../../src/local/sigv4/basic-time.ts';

describe('a time in the basic format', () => {
  it.each(['20260131T235959Z', '20240229T000000Z', '01000101T000000Z', '99991231T235959Z'])('is %s', (text) => {
    const time = parseBasicTime(text);
    expect(time).not.toBeNull();
    expect(basicTime(time ?? 0)).toBe(text);
  });

  it.each([
    '20260230T000000Z',
    '20250229T000000Z',
    '20260431T000000Z',
    '20261301T000000Z',
    '20260001T000000Z',
    '20260100T000000Z',
    '20260132T000000Z',
    '20260101T240000Z',
    '20260101T006000Z',
    '20260101T000060Z',
    '00990101T000000Z',
    '20260101T000000',
    '2026-01-01T00:00:00Z',
  ])('is not %s', (text) => {
    expect(parseBasicTime(text)).toBeNull();
  });
});
