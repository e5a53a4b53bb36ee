const date = /^(\d{4})-(\d{2})-(\d{2})/;
const minutes = /^(?:[01]\d|2[0-3]):[0-5]\d/;
const seconds = /^:[0-5]\d/;
const fraction = /^\.\d{1,9}/;
const offset = /^(Z|[+-](0\d|1[0-8]):[0-5]\d(:[0-5]\d)?)$/;

/** `1970-01-01`, with an offset or without. */
export const isDate = (text: string): boolean => {
  const rest = afterDate(text);
  return rest === '' || (rest !== undefined && offset.test(rest));
};

/** `12:30`, `12:30:45.123`, with an offset or without. */
export const isTime = (text: string): boolean => {
  const rest = afterTime(text);
  return rest === '' || (rest !== undefined && offset.test(rest));
};

/** A date, a time and, unlike the others, an offset always. Seconds may be absent (amplify-category-api#1856). */
export const isDateTime = (text: string): boolean => {
  const rest = afterDate(text);
  return rest !== undefined && rest.startsWith('T') && offset.test(afterTime(rest.slice(1)) ?? '');
};

const afterDate = (text: string): string | undefined => {
  const [found, year, month, day] = date.exec(text) ?? [];
  if (found === undefined) return undefined;
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth;
  return isDay ? text.slice(found.length) : undefined;
};

const afterTime = (text: string): string | undefined => {
  const rest = after(minutes, text);
  const afterSeconds = rest === undefined ? undefined : after(seconds, rest);
  return afterSeconds === undefined ? rest : (after(fraction, afterSeconds) ?? afterSeconds);
};

/** What follows a pattern at the start of a text, or `undefined` when it is not there. */
const after = (pattern: RegExp, text: string): string | undefined => {
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : text.slice(found.length);
};
