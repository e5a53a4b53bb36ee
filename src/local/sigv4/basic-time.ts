const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** ISO 8601's basic format to the second, as SigV4 writes times: `20260131T235959Z`. */
export const basicTime = (time: Date): string => time.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Null when the text is no time in that format, or one that no calendar has. */
export const parseBasicTime = (text: string): Date | null => {
  const time = new Date(text.replace(pattern, '$1-$2-$3T$4:$5:$6Z'));
  return pattern.test(text) && !Number.isNaN(time.getTime()) && basicTime(time) === text ? time : null;
};

/** A `Date` header in the basic format, whether it was sent so or as HTTP writes dates; other texts as they are. */
export const basicTimeOfDateHeader = (value: string): string => {
  const time = new Date(value);
  return httpDate.test(value) && !Number.isNaN(time.getTime()) ? basicTime(time) : value;
};

const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
