import type { KeyObject } from 'node:crypto';
import type { Words } from '@kernel/words';
import type { KeyCompromise, KeyIntroduction } from './events';
import { ALGORITHM, compromiseText, introductionText, isSignedBy, publicKeyOf } from './signing';

export interface KnownKey extends KeyIntroduction {
  readonly key: KeyObject;
  /** By the key before it, which nobody had reported by then. */
  readonly isEndorsed: boolean;
  /** Null while nobody has reported it. */
  readonly compromisedSince: string | null;
}

/** The keys that seals were signed with, in the order of their events. */
export class KeyHistory {
  private readonly known = new Map<string, KnownKey>();
  private newest: KnownKey | null = null;
  private reported: KeyCompromise | null = null;

  /** The key in force; null before the first. */
  get current(): KnownKey | null {
    return this.newest;
  }

  get all(): readonly KnownKey[] {
    return [...this.known.values()];
  }

  /** What is wrong as long as no key takes the place of the one that was reported. */
  get unfinished(): Words | null {
    if (this.reported === null) return null;
    const { keyId } = this.reported;
    return { zh: `没有密钥接替${keyId}`, en: `no key takes the place of ${keyId}` };
  }

  get(keyId: string): KnownKey | null {
    return this.known.get(keyId) ?? null;
  }

  /** @returns what is wrong with it; null where it is in force from now on */
  introduce(introduction: KeyIntroduction): Words | null {
    const [before, reported] = [this.newest, this.reported];
    this.reported = null;
    const key = publicKeyOf(introduction);
    if (key === null) return OTHER_FINGERPRINT;
    const fault = faultOf(introduction, key, before) ?? reportFault(reported, introduction, key);
    if (fault !== null) return fault;
    const isEndorsed = reported === null && endorses(before, introduction);
    if (!isEndorsed && !needsNoEndorsement(before, reported)) return NOT_ENDORSED;
    if (before !== null) this.known.set(before.keyId, withReport(before, reported));
    this.newest = { ...introduction, key, isEndorsed, compromisedSince: null };
    this.known.set(introduction.keyId, this.newest);
    return null;
  }

  /** @returns what is wrong with it */
  compromise(report: KeyCompromise): Words | null {
    const fault = this.abandon();
    if (this.newest === null || this.newest.keyId !== report.keyId)
      return { zh: `密钥${report.keyId}不在用`, en: `the key ${report.keyId} is not in force` };
    this.reported = report;
    return fault;
  }

  /** Something else follows than a key: the report counts for nothing. @returns what is wrong with that */
  abandon(): Words | null {
    const { unfinished } = this;
    this.reported = null;
    return unfinished;
  }
}

const OTHER_FINGERPRINT: Words = {
  zh: '指纹与公钥不符',
  en: 'its fingerprint is not that of its public key',
};

const NOT_ENDORSED: Words = { zh: '没有前一密钥的签名', en: 'it is not signed by the key before it' };

const NOT_FOLLOWING: Words = { zh: '不承接前一密钥', en: 'it does not follow the key before it' };

const NOT_OWN_PROOF: Words = { zh: '没有它自己的签名', en: 'it is not signed by itself' };

const faultOf = (introduction: KeyIntroduction, key: KeyObject, before: KnownKey | null): Words | null => {
  if (!follows(introduction, before)) return NOT_FOLLOWING;
  return isSignedBy(key, introductionText(introduction), introduction.proof) ? null : NOT_OWN_PROOF;
};

const follows = ({ number, algorithm, previousKeyId }: KeyIntroduction, before: KnownKey | null): boolean =>
  algorithm === ALGORITHM &&
  number === (before?.number ?? 0) + 1 &&
  previousKeyId === (before?.keyId ?? null);

/** Reports of old carry no signature: the seals of the key that follows cover them. */
const reportFault = (
  report: KeyCompromise | null,
  { keyId }: KeyIntroduction,
  key: KeyObject,
): Words | null => {
  if (report === null || (report.nextKeyId === undefined && report.signature === undefined)) return null;
  return report.nextKeyId === keyId && isSignedBy(key, compromiseText(report), report.signature)
    ? null
    : {
        zh: `${report.keyId}的作废报告不是由接替它的密钥签名`,
        en: `the report of ${report.keyId} is not signed by the key that takes its place`,
      };
};

const endorses = (before: KnownKey | null, introduction: KeyIntroduction): boolean =>
  before !== null && isSignedBy(before.key, introductionText(introduction), introduction.endorsement);

/** Who compares its fingerprint with the published one vouches for it. */
const needsNoEndorsement = (before: KnownKey | null, reported: KeyCompromise | null): boolean =>
  before === null || reported !== null;

const withReport = (key: KnownKey, reported: KeyCompromise | null): KnownKey =>
  reported === null ? key : { ...key, compromisedSince: reported.since };
