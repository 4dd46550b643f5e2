import { isSignedBy, publicKeyOf, signedText } from '@event-store/sealing/signing';
import type { Position } from '@event-store/event-store';
import type { Compared } from './comparing';

/** Form of a certificate; another form is another name beside this one. */
export const CERTIFICATE_FORM = 'shuangbang-views/v1';

/** What one read model says, against what the log gives from its first event on. */
export interface Certified extends Compared {
  readonly projection: string;
  /** That serves. */
  readonly version: number;
  /** In the log, up to which both were compared. */
  readonly position: Position;
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
export class NoCertificate extends Error {
  constructor() {
    super(`it is no certificate of the form ${CERTIFICATE_FORM}`);
    this.name = 'NoCertificate';
  }
}

/** @throws NoCertificate */
export const readCertificate = (text: string): Certificate => {
  try {
    const read = JSON.parse(text) as Certificate;
    if (read.certificate.form === CERTIFICATE_FORM && read.certificate.views.length > 0) return read;
  } catch {
    // Said below.
  }
  throw new NoCertificate();
};

/** `known`: the public key as the log has it, for a certificate that does not carry it. @returns what is wrong */
export const signatureFault = (
  { certificate, publicKey, signature }: Certificate,
  known?: string,
): string | null => {
  const raw = publicKey ?? known;
  if (raw === undefined) return 'it does not carry its public key: hold it against the log, with --replay';
  const key = publicKeyOf({ publicKey: raw, keyId: certificate.keyId });
  return key !== null && isSignedBy(key, signedText('views', certificate), signature)
    ? null
    : 'it was altered: its signature is not by its key over what it says';
};
