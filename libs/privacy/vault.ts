import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Personal data as a person reads it: name, document number, phone, account. Never in an event, a log or a view. */
export type Clear = Readonly<Record<string, string>>;

/**
 * Personal data as it is stored: field by field `v1.<key>.<iv>.<tag>.<ciphertext>` in base64url, AES-256-GCM under the
 * subject's own key, bound to subject and field. With the key destroyed the text is gone, and the chain over the ciphertext
 * still verifies. `<key>` tells the keys of a subject apart: one that was forgotten may get a new head, and a new key.
 */
export type Sealed = Readonly<Record<string, string>>;

/** Wrapped data keys, one per household, member, head or account. Not part of the log, so that a key can be destroyed. */
export interface KeyStore {
  /** The wrapped key of a subject; `make` is called once, and what is stored first is what everybody gets. */
  getOrCreate(subject: string, make: () => Buffer): Promise<Buffer>;
  get(subject: string): Promise<Buffer | null>;
  destroy(subject: string): Promise<void>;
  /** Every key there is, in no order. */
  entries(): AsyncIterable<StoredKey>;
  close(): Promise<void>;
}

export interface StoredKey {
  readonly subject: string;
  readonly wrapped: Buffer;
}

/** The data keys cannot be reached: nothing was sealed or opened. Asking again later is safe. */
export class KeysUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('the data keys cannot be reached', options);
    this.name = 'KeysUnavailable';
  }
}

const encode = (bytes: Buffer): string => bytes.toString('base64url');

/** Keys derived from the master secret, each for one purpose. */
export const purposeKey = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `shuangbang/${purpose}`, 32));

const nameOf = (key: Buffer): string => encode(purposeKey(key, 'name').subarray(0, 9));

const encrypt = (key: Buffer, plain: Buffer, bound: string): Buffer[] => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [iv, cipher.getAuthTag(), body];
};

const decrypt = (key: Buffer, [iv, tag, body]: readonly [Buffer, Buffer, Buffer], bound: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
};

/** Seals and opens personal data with one key per subject, each wrapped by the master key. */
export class Vault {
  private readonly wrapping: Buffer;
  private readonly hashing: Buffer;

  constructor(
    private readonly keys: KeyStore,
    master: Buffer,
  ) {
    this.wrapping = purposeKey(master, 'wrap');
    this.hashing = purposeKey(master, 'fingerprint');
  }

  async seal(subject: string, clear: Clear): Promise<Sealed> {
    const wrapped = await this.keys.getOrCreate(subject, () =>
      Buffer.concat(encrypt(this.wrapping, randomBytes(32), subject)),
    );
    return this.sealWith(this.unwrap(subject, wrapped), subject, clear);
  }

  /** The shape of a seal without keeping its key: for a dry run, which writes nothing. */
  sealForNothing(subject: string, clear: Clear): Sealed {
    return this.sealWith(randomBytes(32), subject, clear);
  }

  /** Null for a field whose key was destroyed: the person is forgotten. */
  async open(subject: string, sealed: Sealed): Promise<Readonly<Record<string, string | null>>> {
    const wrapped = await this.keys.get(subject);
    if (wrapped === null) return Object.fromEntries(Object.keys(sealed).map((field) => [field, null]));
    const key = this.unwrap(subject, wrapped);
    return Object.fromEntries(
      Object.entries(sealed).map(([field, text]) => [field, openField(key, `${subject}/${field}`, text)]),
    );
  }

  /** 32 secret bytes of the county itself, kept as a data key is; made where there are none yet. */
  async secret(name: string): Promise<Buffer> {
    const make = (): Buffer => Buffer.concat(encrypt(this.wrapping, randomBytes(32), name));
    return this.unwrap(name, await this.keys.getOrCreate(name, make));
  }

  async knownSecret(name: string): Promise<Buffer | null> {
    const wrapped = await this.keys.get(name);
    return wrapped === null ? null : this.unwrap(name, wrapped);
  }

  destroy(subject: string): Promise<void> {
    return this.keys.destroy(subject);
  }

  /** HMAC-SHA-256 under a key of its own: equal texts of one kind are found without being kept. */
  fingerprint(kind: string, text: string): string {
    return createHmac('sha256', this.hashing).update(`${kind}\u001f${text}`).digest('hex');
  }

  private sealWith(key: Buffer, subject: string, clear: Clear): Sealed {
    return Object.fromEntries(
      Object.entries(clear).map(([field, text]) => {
        const parts = encrypt(key, Buffer.from(text, 'utf8'), `${subject}/${field}`);
        return [field, ['v1', nameOf(key), ...parts.map(encode)].join('.')];
      }),
    );
  }

  private unwrap(subject: string, wrapped: Buffer): Buffer {
    const parts = [wrapped.subarray(0, 12), wrapped.subarray(12, 28), wrapped.subarray(28)] as const;
    return decrypt(this.wrapping, parts, subject);
  }
}

const openField = (key: Buffer, bound: string, text: string): string | null => {
  const [version, name, ...parts] = text.split('.');
  const [iv, tag, body, ...more] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== 'v1' || iv === undefined || tag === undefined || body === undefined || more.length > 0)
    throw new Error('a sealed field of unknown form');
  return name === nameOf(key) ? decrypt(key, [iv, tag, body], bound).toString('utf8') : null;
};
