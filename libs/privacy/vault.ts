import { randomBytes } from 'node:crypto';
import { nameOfKey } from './cipher';
import { KeysDamaged, type KeyStore } from './key-store';
import type { Kms } from './kms';
import { hmac, LookUpKeys, type Secrets } from './look-up-keys';
import { MasterInForce } from './master-in-force';
import { openWith, SealedDataDamaged, sealWith } from './sealed-fields';

/** Personal data as a person reads it: name, document number, phone, account. Never in an event, a log or a view. */
export type Clear = Readonly<Record<string, string>>;

/**
 * Personal data as it is stored: field by field `v1.<key>.<iv>.<tag>.<ciphertext>` in base64url, AES-256-GCM under the
 * subject's own key, bound to subject and field. With the key destroyed the text is gone, and the chain over the ciphertext
 * still verifies. `<key>` tells the keys of a subject apart: one that was forgotten may get a new head, and a new key.
 */
export type Sealed = Readonly<Record<string, string>>;

/** What was sealed in clear again; null for a field whose key is no more. */
type Opened = Readonly<Record<string, string | null>>;

/** Why what is sealed of one person cannot be read: the data key is damaged, or the ciphertext. A backup may have it whole. */
export type Damage = KeysDamaged | SealedDataDamaged;

export const isDamage = (error: unknown): error is Damage =>
  error instanceof KeysDamaged || error instanceof SealedDataDamaged;

/** The secret of what was asked, kept like a data key so that it outlives a master key. It stays: a request may be repeated at any time. */
const ASKED = '.requests';
/** Begins the name of a secret of the county itself. */
const OWN = '.';

/** A key with its name, which takes longer to compute than a hash under it. */
interface Named {
  readonly key: Buffer;
  readonly name: string;
}

/** Seals and opens personal data with one key per subject, each wrapped by the master key in force. */
export class Vault implements Secrets {
  readonly lookUp: LookUpKeys;
  private readonly masters: MasterInForce;
  private asking: Promise<Named> | null = null;

  /** `derivedHashKey`: the secret of look-ups in a county that has sealed before there was one in the key store. */
  constructor(
    private readonly keys: KeyStore,
    private readonly kms: Kms,
    derivedHashKey: Buffer,
  ) {
    this.masters = new MasterInForce(keys, kms);
    this.lookUp = new LookUpKeys(this, async () =>
      (await this.hasSealed()) ? derivedHashKey : randomBytes(32),
    );
  }

  /** @throws UnknownMasterKey where not every data key can be unwrapped with the master keys at hand */
  requireMasterKeys(): Promise<void> {
    return this.masters.requireAtHand();
  }

  async seal(subject: string, clear: Clear): Promise<Sealed> {
    return sealWith(await this.keyOf(subject), subject, clear);
  }

  /** The shape of a seal without keeping its key: for a dry run, which writes nothing. */
  sealForNothing(subject: string, clear: Clear): Sealed {
    return sealWith(randomBytes(32), subject, clear);
  }

  /** Null for a field whose key was destroyed: the person is forgotten. @throws KeysDamaged, SealedDataDamaged */
  async open(subject: string, sealed: Sealed): Promise<Opened> {
    const [opened = {}] = await this.openAll([{ subject, sealed }]);
    if (isDamage(opened)) throw opened;
    return opened;
  }

  /** As `open` for many at once, in their order; the keys are fetched together. Damage stands in the place of whom it concerns, and keeps nobody else from being read. */
  async openAll(
    files: readonly { readonly subject: string; readonly sealed: Sealed }[],
  ): Promise<readonly (Opened | Damage)[]> {
    const wrapped = await this.keys.getMany([...new Set(files.map(({ subject }) => subject))]);
    const opening = files.map(async ({ subject, sealed }) => {
      const held = wrapped.get(subject);
      const key = held === undefined ? null : await this.masters.unwrap(held, subject);
      return openWith(key, subject, sealed);
    });
    return Promise.all(opening.map((opened) => opened.catch(damageIn)));
  }

  /** 32 secret bytes of the county itself, kept as a data key is; made where there are none yet. */
  async secret(name: string, first?: () => Promise<Buffer>): Promise<Buffer> {
    if (first === undefined) return this.keyOf(name);
    return (await this.knownSecret(name)) ?? this.keyOf(name, await first());
  }

  async knownSecret(name: string): Promise<Buffer | null> {
    const wrapped = await this.keys.get(name);
    return wrapped === null ? null : this.masters.unwrap(wrapped, name);
  }

  /** As it stands in what was sealed; null where there is no key. @throws KeysDamaged */
  async nameOfKeyOf(subject: string): Promise<string | null> {
    const wrapped = await this.keys.get(subject);
    return wrapped === null ? null : nameOfKey(await this.masters.unwrap(wrapped, subject));
  }

  destroy(subject: string): Promise<void> {
    return this.keys.destroy(subject);
  }

  /** Nothing of what was destroyed is left where the keys are kept. @throws KeysUnavailable where it still is */
  purge(): Promise<void> {
    return this.keys.purge();
  }

  /** Keyed hash of what was asked, with the name of its key: equal texts of one kind are known again without being kept. */
  async trace(kind: string, text: string): Promise<string> {
    this.asking ??= this.askedKey().catch((error: unknown) => {
      this.asking = null;
      throw error;
    });
    const { key, name } = await this.asking;
    return `${name}.${hmac(key, kind, text)}`;
  }

  /** One without a name was made under the key of look-ups, and is known again while that is at hand. */
  async isTraceOf(stored: unknown, kind: string, text: string): Promise<boolean> {
    if (typeof stored !== 'string' || stored.includes('.')) return stored === (await this.trace(kind, text));
    return (await this.lookUp.fingerprints(kind, text)).some(({ hash }) => hash === stored);
  }

  async succeed(name: string, next: string, key: Buffer): Promise<void> {
    while ((await this.knownSecret(next))?.equals(key) === true) {
      const seen = await this.keys.get(name);
      if (seen === null || (await this.masters.unwrap(seen, name)).equals(key)) return this.destroy(next);
      await this.rewrap(name, key, { stored: seen, inForce: await this.masters.name() });
    }
  }

  /** Before anything is sealed there is a key of look-ups: without one, what was sealed dates from before. */
  private async askedKey(): Promise<Named> {
    await this.lookUp.names();
    const key = await this.keyOf(ASKED);
    return { key, name: nameOfKey(key) };
  }

  private async hasSealed(): Promise<boolean> {
    for await (const { subject } of this.keys.entries()) if (!subject.startsWith(OWN)) return true;
    return false;
  }

  /**
   * The master key may change between the question which is in force and the moment the key is stored; who asks again
   * afterwards knows whether the rotation has seen it.
   */
  private async keyOf(subject: string, fresh: Buffer = randomBytes(32)): Promise<Buffer> {
    const known = await this.keys.get(subject);
    if (known !== null) return this.masters.unwrap(known, subject);
    const under = await this.masters.name();
    const stored = await this.keys.getOrCreate(subject, () => this.kms.wrap(under, fresh, subject));
    const key = await this.masters.unwrap(stored, subject);
    const inForce = await this.masters.name();
    if (inForce !== this.kms.nameIn(stored)) await this.rewrap(subject, key, { stored, inForce });
    return key;
  }

  private async rewrap(
    subject: string,
    key: Buffer,
    { stored, inForce }: { readonly stored: Buffer; readonly inForce: string },
  ): Promise<void> {
    const wrapped = await this.kms.wrap(inForce, key, subject);
    await this.keys.replace([{ subject, seen: stored, wrapped }]);
  }
}

const damageIn = (error: unknown): Damage => {
  if (isDamage(error)) return error;
  throw error;
};
