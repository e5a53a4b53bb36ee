const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** ISO 8601's basic format to the second, as SigV4 writes times: `20260131T235959Z`. */
export const basicTime = (time: Date): string => {
  const text = time.toISOString();
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`;
};

/** Null when the text is no time in that format, or one that no calendar has. */
export const parseBasicTime = (text: string): Date | null => {
  if (!pattern.test(text)) return null;
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  const date = Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15));
  const time = new Date(date);
  // A day or an hour that there is not becomes another one.
  return basicTime(time) === text ? time : null;
};

/** A `Date` header in the basic format, whether it was sent so or as HTTP writes dates; other texts as they are. */
export const basicTimeOfDateHeader = (value: string): string => {
  const time = new Date(value);
  return httpDate.test(value) && !Number.isNaN(time.getTime()) ? basicTime(time) : value;
};

const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
