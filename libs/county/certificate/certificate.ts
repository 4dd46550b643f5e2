import { ToldError, type Words } from '@kernel/words';
import { isSignedBy, publicKeyOf, signedText } from '@event-store/sealing/signing';
import type { Position } from '@event-store/event-store';
import type { Compared } from './comparing';

/** Form of a certificate; another form is another name beside this one. */
export const CERTIFICATE_FORM = 'shuangbang-views/v2';

/** Of those that were made before the log could be moved to another: positions alone say up to where, and are part of the sums. */
export const FIRST_FORM = 'shuangbang-views/v1';

const FORMS: readonly string[] = [CERTIFICATE_FORM, FIRST_FORM];

/** What one read model says, against what the log gives from its first event on. */
export interface Certified extends Compared {
  readonly projection: string;
  /** That serves. */
  readonly version: number;
  /** In the log of then, up to which both were compared. */
  readonly position: Position;
  /** The last event up to there, `stream@revision`: the same in every log that the county is moved to. Absent in the first form. */
  readonly last?: string;
}

export interface Certificate {
  readonly certificate: {
    readonly form: string;
    readonly madeAt: string;
    readonly software: string;
    /** The log that was replayed is the one that was sealed so. */
    readonly seal: { readonly number: number; readonly code: string; readonly root: string };
    readonly isSame: boolean;
    readonly views: readonly Certified[];
    readonly keyId: string;
  };
  /** With which anybody can check it; its fingerprint is `keyId`. Certificates of old do not carry it. */
  readonly publicKey?: string;
  /** Ed25519 by the key of the seals over `shuangbang/views/v1`, a line end, and the canonical JSON of the certificate. */
  readonly signature: string;
}

/** What was given is no certificate of a form that this version knows. */
export class NoCertificate extends ToldError {
  constructor() {
    super({
      zh: `不是${CERTIFICATE_FORM}形式的重放证明`,
      en: `it is no certificate of the form ${CERTIFICATE_FORM}`,
    });
    this.name = 'NoCertificate';
  }
}

/** @throws NoCertificate */
export const readCertificate = (text: string): Certificate => {
  try {
    const read = JSON.parse(text) as Certificate;
    if (FORMS.includes(read.certificate.form) && read.certificate.views.length > 0) return read;
  } catch {
    // Said below.
  }
  throw new NoCertificate();
};

const NO_KEY: Words = {
  zh: '它不带公钥：请用 --replay 对照事件库',
  en: 'it does not carry its public key: hold it against the log, with --replay',
};

const ALTERED: Words = {
  zh: '被改动过：签名与所载内容不符',
  en: 'it was altered: its signature is not by its key over what it says',
};

/** `known`: the public key as the log has it, for a certificate that does not carry it. @returns what is wrong */
export const signatureFault = (
  { certificate, publicKey, signature }: Certificate,
  known?: string,
): Words | null => {
  const raw = publicKey ?? known;
  if (raw === undefined) return NO_KEY;
  const key = publicKeyOf({ publicKey: raw, keyId: certificate.keyId });
  return key !== null && isSignedBy(key, signedText('views', certificate), signature) ? null : ALTERED;
};
