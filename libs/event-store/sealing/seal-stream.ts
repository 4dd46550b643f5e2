import type { Words } from '@kernel/words';
import { UnacceptableEvent, type RecordedEvent } from '../event-store';
import { NO_SEAL, SEAL_FORM, sealOf, type KeyCompromise, type KeyIntroduction, type Seal } from './events';
import { KeyHistory } from './key-history';
import { frontierLength, Tree } from './merkle';
import { isSignedBy, sealHash, sealText } from './signing';

export type SealFaultKind = 'SEAL_FORGED' | 'SEAL_MISSING' | 'SEAL_KEY';

export interface SealFault {
  readonly kind: SealFaultKind;
  readonly detail: Words;
}

/** Seals and keys, one event after the other: what each of them is worth. */
export class SealStream {
  readonly keys = new KeyHistory();
  private readonly sound: Seal[] = [];

  /** Signed with a key that was in force, in their order. */
  get seals(): readonly Seal[] {
    return this.sound;
  }

  get last(): Seal | null {
    return this.sound.at(-1) ?? null;
  }

  take(event: Pick<RecordedEvent, 'type' | 'data'>): SealFault | null {
    try {
      return this.judged(event);
    } catch (error) {
      // What is not of the form of a seal may be of any other.
      if (error instanceof TypeError || error instanceof UnacceptableEvent) return NOT_WHOLE;
      throw error;
    }
  }

  private judged(event: Pick<RecordedEvent, 'type' | 'data'>): SealFault | null {
    const { type, data } = event;
    if (type === 'SealKeyIntroduced')
      return keyFault(this.keys.introduce(data as unknown as KeyIntroduction));
    if (type === 'SealKeyCompromised')
      return keyFault(this.keys.compromise(data as unknown as KeyCompromise));
    const abandoned = keyFault(this.keys.abandon());
    const fault = type === 'LogSealed' ? this.sealed(sealOf(event)) : NOT_WHOLE;
    return abandoned ?? fault;
  }

  /** A report of a key with which the stream ends. */
  get unfinished(): SealFault | null {
    return keyFault(this.keys.unfinished);
  }

  /**
   * Made with a key that somebody else has, and no later seal vouches for the same events. Whatever day it names: whoever
   * has the key writes the day as well.
   */
  get doubtful(): Seal | null {
    const { last } = this;
    return last !== null && this.keys.get(last.keyId)?.compromisedSince !== null ? last : null;
  }

  private sealed(seal: Seal): SealFault | null {
    if (!isWhole(seal)) return NOT_WHOLE;
    const key = this.keys.current;
    if (key?.keyId !== seal.keyId) return { kind: 'SEAL_KEY', detail: keyDetail(seal) };
    if (!isSignedBy(key.key, sealText(seal), seal.signature))
      return { kind: 'SEAL_FORGED', detail: unsigned(seal) };
    const before = this.last;
    this.sound.push(seal);
    return followingFault(seal, before);
  }
}

const keyFault = (detail: Words | null): SealFault | null =>
  detail === null ? null : { kind: 'SEAL_KEY', detail };

const NOT_WHOLE: SealFault = {
  kind: 'SEAL_FORGED',
  detail: { zh: '不具备封签的形式', en: 'it is not of the form of a seal' },
};

const HEX = /^[\da-f]{64}$/;

/** Looked at before anything of it is believed. */
const isWhole = (seal: Seal): boolean =>
  seal.form === SEAL_FORM && areCounts(seal) && areHashes(seal) && isItsOwnRoot(seal);

const areCounts = ({ number, treeSize, count, last }: Unread<Seal>): boolean =>
  [number, treeSize, count, (last as Unread<Seal['last']> | undefined)?.revision].every(
    (whole) => Number.isSafeInteger(whole) && (whole as number) >= 0,
  );

const areHashes = ({ root, keyId, previousSeal, last, frontier }: Seal): boolean =>
  [root, keyId, previousSeal, last.hash, ...frontier].every((hash) => HEX.test(hash));

const isItsOwnRoot = (seal: Seal): boolean =>
  seal.frontier.length === frontierLength(seal.treeSize) && treeOf(seal).root() === seal.root;

type Unread<T> = { readonly [K in keyof T]?: unknown };

const keyDetail = ({ number, keyId }: Seal): Words => ({
  zh: `第${String(number)}号封签用的密钥${keyId}当时不在用`,
  en: `seal ${String(number)} is made with the key ${keyId}, which was not in force`,
});

const unsigned = ({ number }: Seal): Words => ({
  zh: `第${String(number)}号封签不是由其密钥签名`,
  en: `seal ${String(number)} is not signed by its key`,
});

/** The tree as the seal found it, to be continued. */
export const treeOf = ({ treeSize, frontier }: Pick<Seal, 'treeSize' | 'frontier'>): Tree =>
  new Tree(treeSize, frontier);

const followingFault = (seal: Seal, before: Seal | null): SealFault | null => {
  const number = String(seal.number);
  const due = (before?.number ?? 0) + 1;
  if (seal.number > due)
    return {
      kind: 'SEAL_MISSING',
      detail: {
        zh: `第${number}号封签之前缺少第${String(due)}号`,
        en: `seal ${String(due)} is missing before seal ${number}`,
      },
    };
  return seal.number === due && continues(seal, before)
    ? null
    : {
        kind: 'SEAL_FORGED',
        detail: {
          zh: `第${number}号封签不承接前一封签`,
          en: `seal ${number} does not follow the seal before it`,
        },
      };
};

const continues = ({ previousSeal, treeSize, count }: Seal, before: Seal | null): boolean =>
  before === null
    ? previousSeal === NO_SEAL && treeSize === count
    : previousSeal === sealHash(before) && treeSize === before.treeSize + count;
