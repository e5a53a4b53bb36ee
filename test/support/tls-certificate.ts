import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate that nobody but its holder has signed, and its key, both as PEM. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

/** Makes a certificate for host names, valid this year and the next (RFC 5280), since Node.js itself makes none. */
export const selfSignedCertificate = (hostNames: readonly string[], now = new Date()): SelfSigned => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('550403'), utf8('Stand-in for an AWS service'))));
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(yearStart(now.getUTCFullYear()), yearStart(now.getUTCFullYear() + 2)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(subjectAltNames(hostNames))),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = sequence(toBeSigned, ecdsaWithSha256, tagged(0x03, Buffer.of(0), signature));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
};

/** One value in DER: tag, length, content. */
const tagged = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts);
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
const yearStart = (year: number): Buffer => tagged(0x18, Buffer.from(`${year}0101000000Z`));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const subjectAltNames = (names: readonly string[]): Buffer =>
  sequence(oid('551d11'), tagged(0x04, sequence(...names.map((name) => tagged(0x82, Buffer.from(name))))));
