import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate and its key, as PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Whoever trusts `authority` trusts what it has issued, and nobody else does. */
export interface Issued extends Identity {
  readonly authority: string;
}

const DAY_MS = 86_400_000;

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const octets = (...parts: readonly Buffer[]): Buffer => der(0x04, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content);
const YES = der(0x01, Buffer.from([0xff]));

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const VERSION_3 = der(0xa0, der(0x02, Buffer.from([2])));

const named = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));

const instant = (ms: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

const IS_AUTHORITY = sequence(oid('551d13'), YES, octets(sequence(YES)));

const at = (address: string): Buffer =>
  sequence(
    oid('551d11'),
    octets(
      sequence(der(0x87, Buffer.from(address.split('.').map(Number))), der(0x82, Buffer.from('localhost'))),
    ),
  );

interface Asked {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extension: Buffer;
}

const certified = (issuer: string, signer: KeyObject, { subject, publicKey, extension }: Asked): string => {
  const body = sequence(
    VERSION_3,
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    named(issuer),
    sequence(instant(Date.now() - DAY_MS), instant(Date.now() + DAY_MS)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const whole = sequence(body, ECDSA_WITH_SHA256, bits(sign('sha256', body, signer)));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
};

/** For a server on this machine, from an authority of its own that is good for two days. */
export const issuedIdentity = (): Issued => {
  const [authority, server] = [pair(), pair()];
  const own = { subject: 'authority', publicKey: authority.publicKey, extension: IS_AUTHORITY };
  const asked = { subject: 'node', publicKey: server.publicKey, extension: at('127.0.0.1') };
  return {
    authority: certified('authority', authority.privateKey, own),
    certificate: certified('authority', authority.privateKey, asked),
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
