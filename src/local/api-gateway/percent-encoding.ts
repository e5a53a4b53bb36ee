/**
 * The text of a URL without its percent-encoding; a character of it stands for one byte. Never fails: a percent sign
 * that begins no byte stays, bytes that are no UTF-8 become U+FFFD. What API Gateway does with either is not documented.
 */
export const percentDecoded = (text: string): string => {
  if (/^[\x20-\x24\x26-\x7e]*$/.test(text)) return text;
  const bytes = text.replaceAll(/%[\da-f]{2}/gi, (byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
