import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What AES-256-GCM makes of a text: initialisation vector, tag, ciphertext. */
export type Encrypted = readonly [iv: Buffer, tag: Buffer, body: Buffer];

/** Keys derived from a secret, each for one purpose. */
export const purposeKey = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `shuangbang/${purpose}`, 32));

/** Tells keys apart and gives nothing of them away: 12 characters. */
export const nameOfKey = (key: Buffer): string =>
  purposeKey(key, 'name').subarray(0, 9).toString('base64url');

export const encrypt = (key: Buffer, plain: Buffer, bound: string): Encrypted => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [iv, cipher.getAuthTag(), body];
};

/** Throws where key, bound or a single bit is another. */
export const decrypt = (key: Buffer, [iv, tag, body]: Encrypted, bound: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
};
