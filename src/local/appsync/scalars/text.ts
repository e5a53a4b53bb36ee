import { isIP } from 'node:net';

/** `local@domain`, as RFC 822 has it, without its comments and quoted parts. */
export const isEmail = (text: string): boolean => {
  const [local = '', domain = '', ...others] = text.split('@');
  const labels = domain.split('.');
  const isDomain = labels.length > 1 && labels.every((label) => /^[a-z0-9-]+$/i.test(label));
  return isDomain && others.length === 0 && /^[^\s"(),:;<>[\\\]]+$/.test(local);
};

/**
 * Digits grouped by spaces or hyphens. Without a country code they are a North American number, whose area and
 * exchange codes begin with 2 to 9.
 */
export const isPhone = (text: string): boolean => {
  const digits = text.replaceAll(/[ -]/g, '');
  if (!digits.startsWith('+')) return northAmerican.test(digits);
  return digits.startsWith('+1') ? northAmerican.test(digits.slice(2)) : /^\+[2-9]\d{6,14}$/.test(digits);
};

const northAmerican = /^[2-9]\d{2}[2-9]\d{6}$/;

/** With a scheme, and without two slashes in its path. */
export const isUrl = (text: string): boolean => URL.canParse(text) && !new URL(text).pathname.includes('//');

/** IPv4 or IPv6, with the length of a subnet mask or without. */
export const isIpAddress = (text: string): boolean => {
  const [address = '', mask, ...others] = text.split('/');
  const version = isIP(address);
  if (version === 0 || others.length > 0) return false;
  return mask === undefined || (/^\d{1,3}$/.test(mask) && Number(mask) <= (version === 4 ? 32 : 128));
};

export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
