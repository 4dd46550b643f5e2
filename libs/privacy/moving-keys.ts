import { ToldError } from '@kernel/words';
import type { KeyStore } from './key-store';

/** The target has another key for the same subject: two counties would be mixed, and one of them could not be read any more. */
export class ForeignKeys extends ToldError {
  constructor(subject: string) {
    super({
      zh: `目标里已有${subject}的另一把密钥：它属于别的县`,
      en: `another key for ${subject} is there already: the target belongs to another county`,
    });
    this.name = 'ForeignKeys';
  }
}

/**
 * Carries every wrapped key over; nothing is unwrapped. Broken off, it is begun again without harm. The source keeps its keys.
 * @returns how many there are
 * @throws ForeignKeys
 */
export const moveKeys = async (source: KeyStore, target: KeyStore): Promise<number> => {
  let moved = 0;
  for await (const { subject, wrapped } of source.entries()) {
    const kept = await target.getOrCreate(subject, () => Promise.resolve(wrapped));
    if (!kept.equals(wrapped)) throw new ForeignKeys(subject);
    moved += 1;
  }
  return moved;
};
