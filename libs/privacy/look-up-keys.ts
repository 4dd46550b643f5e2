import { createHmac, randomBytes } from 'node:crypto';
import { nameOfKey } from './cipher';

/** Where secrets of the county itself are kept, under names that no subject has. */
export interface Secrets {
  secret(name: string, first?: () => Promise<Buffer>): Promise<Buffer>;
  knownSecret(name: string): Promise<Buffer | null>;
  /** `key`, which is the secret of `next`, becomes that of `name`. Where it is not any more, somebody else has done it. */
  succeed(name: string, next: string, key: Buffer): Promise<void>;
}

/** HMAC-SHA-256 of a number, in hexadecimal digits, and the name of the key that it was made under. */
export interface Fingerprint {
  readonly key: string;
  readonly hash: string;
}

const IN_FORCE = '.look-up';
const NEXT = '.look-up-next';

/**
 * The keys under which documents and phones are found again. The key store itself says which there are, and they are asked
 * for each time, so that all processes of a county change together.
 */
export class LookUpKeys {
  constructor(
    private readonly secrets: Secrets,
    private readonly first: () => Promise<Buffer>,
  ) {}

  /** Under each key at hand, the newest first: two while a rotation is under way. */
  async fingerprints(
    kind: string,
    text: string,
  ): Promise<readonly [newest: Fingerprint, ...before: Fingerprint[]]> {
    const [newest, ...before] = await this.atHand();
    const under = (key: Buffer): Fingerprint => ({ key: nameOfKey(key), hash: hmac(key, kind, text) });
    return [under(newest), ...before.map(under)];
  }

  async names(): Promise<readonly [newest: string, ...before: string[]]> {
    const [newest, ...before] = await this.atHand();
    return [nameOfKey(newest), ...before.map(nameOfKey)];
  }

  /** From now on there is a next key, the one of a rotation that was broken off where there is one. @returns its name */
  async begin(): Promise<string> {
    await this.atHand();
    return nameOfKey(await this.secrets.secret(NEXT));
  }

  /** The next key takes the place of the one in force, which is destroyed. Nothing happens where another rotation has done so. */
  async end(name: string): Promise<void> {
    const next = await this.secrets.knownSecret(NEXT);
    if (next !== null && nameOfKey(next) === name) await this.secrets.succeed(IN_FORCE, NEXT, next);
  }

  async isUnderWay(): Promise<boolean> {
    return (await this.secrets.knownSecret(NEXT)) !== null;
  }

  /** The next is looked for first: where a rotation ends in between, it is found in the place of the one in force. */
  private async atHand(): Promise<readonly [newest: Buffer, ...before: Buffer[]]> {
    const next = await this.secrets.knownSecret(NEXT);
    const inForce = await this.secrets.secret(IN_FORCE, this.first);
    return next === null || next.equals(inForce) ? [inForce] : [next, inForce];
  }
}

/** Their shape, under a key that nobody keeps: what a dry run shows is compared with nothing that is on record. */
export const fingerprintsForNothing = (kind: string, text: string): readonly [Fingerprint] => {
  const key = randomBytes(32);
  return [{ key: nameOfKey(key), hash: hmac(key, kind, text) }];
};

/** Kinds keep equal texts of different meaning apart. */
export const hmac = (key: Buffer, kind: string, text: string): string =>
  createHmac('sha256', key).update(`${kind}\u001f${text}`).digest('hex');
