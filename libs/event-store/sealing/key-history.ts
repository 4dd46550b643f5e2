import type { KeyObject } from 'node:crypto';
import type { KeyCompromise, KeyIntroduction } from './events';
import { ALGORITHM, introductionText, isSignedBy, publicKeyOf } from './signing';

export interface KnownKey extends KeyIntroduction {
  readonly key: KeyObject;
  /** Null while nobody has reported it. */
  readonly compromisedSince: string | null;
}

/** The keys that seals were signed with, in the order of their events. */
export class KeyHistory {
  private readonly known = new Map<string, KnownKey>();
  private newest: KnownKey | null = null;

  /** The key in force; null before the first. */
  get current(): KnownKey | null {
    return this.newest;
  }

  get all(): readonly KnownKey[] {
    return [...this.known.values()];
  }

  get(keyId: string): KnownKey | null {
    return this.known.get(keyId) ?? null;
  }

  /** @returns what is wrong with it; null where it is in force from now on */
  introduce(introduction: KeyIntroduction): string | null {
    const key = publicKeyOf(introduction);
    if (key === null) return 'its fingerprint is not that of its public key';
    const fault = faultOf(introduction, key, this.newest);
    if (fault !== null) return fault;
    this.newest = { ...introduction, key, compromisedSince: null };
    this.known.set(introduction.keyId, this.newest);
    return null;
  }

  /** @returns what is wrong with it */
  compromise({ keyId, since }: KeyCompromise): string | null {
    const known = this.known.get(keyId);
    if (known === undefined) return `the key ${keyId} was never introduced`;
    const compromised = { ...known, compromisedSince: since };
    this.known.set(keyId, compromised);
    if (this.newest?.keyId === keyId) this.newest = compromised;
    return null;
  }
}

const faultOf = (introduction: KeyIntroduction, key: KeyObject, before: KnownKey | null): string | null => {
  if (!follows(introduction, before)) return 'it does not follow the key before it';
  if (!isSignedBy(key, introductionText(introduction), introduction.proof))
    return 'it is not signed by itself';
  return before === null ? null : unendorsed(introduction, before);
};

const follows = ({ number, algorithm, previousKeyId }: KeyIntroduction, before: KnownKey | null): boolean =>
  algorithm === ALGORITHM &&
  number === (before?.number ?? 0) + 1 &&
  previousKeyId === (before?.keyId ?? null);

/** A key that was compromised cannot vouch for the next: who compares its fingerprint with the published one does. */
const unendorsed = (introduction: KeyIntroduction, before: KnownKey): string | null => {
  if (before.compromisedSince !== null) return null;
  const { endorsement } = introduction;
  const isEndorsed =
    endorsement !== null && isSignedBy(before.key, introductionText(introduction), endorsement);
  return isEndorsed ? null : 'it is not signed by the key before it';
};
