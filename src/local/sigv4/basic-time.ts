// The first years are left out, which Date.UTC() takes for those of the twentieth century.
const pattern = /^(?!00)\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ$/;

/** A time in milliseconds in ISO 8601's basic format to the second, as SigV4 writes times: `20260131T235959Z`. */
export const basicTime = (time: number): string => {
  const text = new Date(time).toISOString();
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`;
};

/** In milliseconds; null when the text is no time in that format, or one that no calendar has. */
export const parseBasicTime = (text: string): number | null => {
  if (!pattern.test(text)) return null;
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  const day = part(6, 8);
  const time = Date.UTC(part(0, 4), part(4, 6) - 1, day, part(9, 11), part(11, 13), part(13, 15));
  // A day that its month has not becomes another one.
  return new Date(time).getUTCDate() === day ? time : null;
};

/** A `Date` header in the basic format, whether it was sent so or as HTTP writes dates; other texts as they are. */
export const basicTimeOfDateHeader = (value: string): string => {
  const time = httpDate.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? value : basicTime(time);
};

const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
