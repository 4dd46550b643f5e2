import { randomBytes } from 'node:crypto';
import { dataKeyDamaged, KeysDamaged, type KeyStore, type StoredKey } from './key-store';
import { UnknownMasterKey, type Kms } from './kms';

/** Kept like data keys, under names that no subject has: what they are wrapped under says which master key is in force, and which is being left. */
const IN_FORCE = '.master';
const LEAVING = '.master-leaving';

/**
 * Which master key new data keys are wrapped under. The key store itself says so, and not the settings of a process, so that
 * all processes of a county change together and none wraps under a key that was left.
 */
export class MasterInForce {
  constructor(
    private readonly keys: KeyStore,
    private readonly kms: Kms,
  ) {}

  /** The wanted one where the county has none yet. @throws UnknownMasterKey where its data keys are under another */
  async name(): Promise<string> {
    const mark = (await this.keys.get(IN_FORCE)) ?? (await this.establish());
    const name = this.kms.nameIn(mark);
    if (name === null) throw new Error('the mark of the master key has no name');
    return name;
  }

  /** Name of the master key that a rotation has not done with. */
  async leaving(): Promise<string | null> {
    const mark = await this.keys.get(LEAVING);
    return mark === null ? null : this.kms.nameIn(mark);
  }

  /** A data key. @throws UnknownMasterKey where a master key in use is not at hand; KeysDamaged where it is under none of those */
  async unwrap(wrapped: Buffer, subject: string): Promise<Buffer> {
    try {
      return await this.kms.unwrap(wrapped, subject);
    } catch (error) {
      if (!(error instanceof UnknownMasterKey)) throw error;
      await this.requireAtHand();
      throw dataKeyDamaged(subject, error);
    }
  }

  /** Every data key can be unwrapped that is not damaged. @throws UnknownMasterKey */
  async requireAtHand(): Promise<void> {
    await this.name();
    for (const subject of [IN_FORCE, LEAVING]) {
      const mark = await this.keys.get(subject);
      if (mark !== null) await this.kms.unwrap(mark, subject);
    }
  }

  /** From now on the wanted one is in force. The other is marked first, so that it is missed until nothing is under it. */
  async change(): Promise<void> {
    const mark = (await this.keys.get(IN_FORCE)) ?? (await this.establish());
    const key = await this.kms.unwrap(mark, IN_FORCE);
    const left = this.kms.nameIn(mark);
    if (left === null || left === this.kms.wanted) return;
    await this.keys.getOrCreate(LEAVING, () => this.kms.wrap(left, key, LEAVING));
    const wrapped = await this.kms.wrap(this.kms.wanted, key, IN_FORCE);
    await this.keys.replace([{ subject: IN_FORCE, seen: mark, wrapped }]);
  }

  /** Nothing is under the other any more. */
  async changed(): Promise<void> {
    await this.keys.destroy(LEAVING);
  }

  /** Not for a county whose data keys cannot be unwrapped: it was started with the master key of another. */
  private async establish(): Promise<Buffer> {
    for await (const stored of this.keys.entries()) if (await this.isWhole(stored)) break;
    return this.keys.getOrCreate(IN_FORCE, () => this.kms.wrap(this.kms.wanted, randomBytes(32), IN_FORCE));
  }

  private async isWhole({ subject, wrapped }: StoredKey): Promise<boolean> {
    try {
      await this.kms.unwrap(wrapped, subject);
      return true;
    } catch (error) {
      if (error instanceof KeysDamaged) return false;
      throw error;
    }
  }
}

export const isLeavingMark = (subject: string): boolean => subject === LEAVING;
