/*
 * Texts here are lists of bytes, one character each (latin1), as node:http gives targets and headers. So nothing is
 * lost on bytes that are no valid UTF-8.
 */

/** RFC 3986: every byte but the unreserved characters becomes `%XY` in upper case. */
export const uriEncode = (bytes: string): string =>
  bytes.replaceAll(/[^\w.~-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** Undoes `%xy` once; a percent sign that starts no such escape stands for itself. */
export const uriDecode = (text: string): string =>
  text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
