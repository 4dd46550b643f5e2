import { decrypt, encrypt, nameOfKey, purposeKey } from './cipher';
import { dataKeyDamaged } from './key-store';
import { UnknownMasterKey, type Kms } from './kms';

/** The wanted master key first, then those that data keys may still be under. */
export type MasterKeys = readonly [Buffer, ...Buffer[]];

interface Held {
  readonly name: string;
  readonly wrapping: Buffer;
}

const NAME_BYTES = 9;
const UNNAMED_BYTES = 12 + 16 + 32;

/**
 * Master keys in the memory of this process, from the environment or a file. They are looked up again when a data key is
 * under one that is not known: a process that runs goes on after another has changed the file.
 * A wrapped key is the name of its master key, initialisation vector, tag and ciphertext.
 */
export class KeyRing implements Kms {
  private held: readonly Held[] = [];
  private first = '';

  constructor(private readonly load: () => MasterKeys) {
    this.look();
  }

  get wanted(): string {
    return this.first;
  }

  async wrap(under: string, key: Buffer, bound: string): Promise<Buffer> {
    const parts = encrypt(this.named(under), key, bound);
    return Buffer.concat([Buffer.from(under, 'base64url'), ...parts]);
  }

  async unwrap(wrapped: Buffer, bound: string): Promise<Buffer> {
    const name = this.nameIn(wrapped);
    if (name === null) return this.unwrapUnnamed(wrapped, bound);
    return opened(this.named(name), wrapped.subarray(NAME_BYTES), bound);
  }

  nameIn(wrapped: Buffer): string | null {
    return wrapped.length === UNNAMED_BYTES ? null : wrapped.subarray(0, NAME_BYTES).toString('base64url');
  }

  private unwrapUnnamed(wrapped: Buffer, bound: string): Buffer {
    for (const { wrapping } of this.held) {
      try {
        return opened(wrapping, wrapped, bound);
      } catch {
        continue;
      }
    }
    throw new UnknownMasterKey(null);
  }

  private named(name: string): Buffer {
    const find = (): Held | undefined => this.held.find((master) => master.name === name);
    if (find() === undefined) this.look();
    const found = find();
    if (found === undefined) throw new UnknownMasterKey(name);
    return found.wrapping;
  }

  private look(): void {
    const masters = this.load();
    this.first = nameOfKey(masters[0]);
    this.held = masters.map((master) => ({ name: nameOfKey(master), wrapping: purposeKey(master, 'wrap') }));
  }
}

const opened = (wrapping: Buffer, wrapped: Buffer, bound: string): Buffer => {
  const parts = [wrapped.subarray(0, 12), wrapped.subarray(12, 28), wrapped.subarray(28)] as const;
  try {
    return decrypt(wrapping, parts, bound);
  } catch (cause) {
    throw dataKeyDamaged(bound, cause);
  }
};
