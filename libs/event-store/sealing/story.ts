import { randomBytes } from 'node:crypto';
import * as asn from './der';
import { der, derInteger, readDer, type Der } from './der';
import type { SealSecrets } from './seal-book';
import { asked, SIGNED_DATA, TST_INFO, type TimeStamper } from './time-stamp';

/** Secrets that die with the spec. */
export const memorySecrets = (): SealSecrets & { replace(number: number, secret: Buffer): void } => {
  const secrets = new Map<number, Buffer>();
  return {
    make: (number) => {
      const secret = secrets.get(number) ?? randomBytes(32);
      secrets.set(number, secret);
      return Promise.resolve(secret);
    },
    known: (number) => Promise.resolve(secrets.get(number) ?? null),
    replace: (number, secret) => void secrets.set(number, secret),
  };
};

/** What an authority answers that asks nobody for its signature: the form is that of RFC 3161. */
export const timeStampReply = (
  request: Buffer,
  { at, status = 0 }: { at: string; status?: number },
): Buffer => {
  const told = der(asn.SEQUENCE, der(asn.INTEGER, Buffer.of(status)));
  if (status > 1) return der(asn.SEQUENCE, told);
  const [whole] = readDer(request);
  const [version, imprint, nonce] = readDer(whole?.body ?? Buffer.alloc(0));
  const again = (value: Der | undefined): Buffer => der(value?.tag ?? 0, value?.body ?? Buffer.alloc(0));
  const time = der(asn.TIME, Buffer.from(at.replaceAll(/[-:T]|\.000/g, '')));
  const policy = der(asn.OBJECT_ID, Buffer.of(0x2a, 3, 4, 1));
  const info = der(
    asn.SEQUENCE,
    again(version),
    policy,
    again(imprint),
    derInteger(Buffer.of(7)),
    time,
    again(nonce),
  );
  const content = der(asn.SEQUENCE, der(asn.OBJECT_ID, TST_INFO), der(asn.TAGGED, der(asn.OCTETS, info)));
  const signed = der(asn.SEQUENCE, derInteger(Buffer.of(3)), der(asn.SET), content, der(asn.SET));
  return der(asn.SEQUENCE, told, der(asn.SEQUENCE, der(asn.OBJECT_ID, SIGNED_DATA), der(asn.TAGGED, signed)));
};

/** An authority that stamps at once. */
export const standInStamper = (at: string): TimeStamper => ({
  stamp: (digest) => asked(digest, (request) => Promise.resolve(timeStampReply(request, { at }))),
});
