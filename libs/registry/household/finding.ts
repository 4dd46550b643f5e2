import type { DivisionCode } from '@kernel/division-code';
import type { Claim, Fingerprints } from '@command/lookup';
import { identityNo } from './document-no';
import type { HeadIndex } from './events';
import { phoneDigits } from './phone-no';

/** Kinds of numbers by which a household is found; they name the claims and are part of what is hashed. */
export const DOCUMENT = 'document';
export const PHONE = 'phone';
/** Leads to a household that is no more and whose document another holds by now. */
export const PAST_DOCUMENT = 'past-document';

/** What is the same of a number however it is written. */
export interface Numbers {
  readonly document: string;
  /** Null where there is none by which anybody could be found. */
  readonly phone: string | null;
}

interface Written {
  readonly documentNo: string;
  readonly phone?: string | null | undefined;
}

export const numbersOf = ({ documentNo, phone = null }: Written): Numbers => ({
  document: identityNo(documentNo),
  phone: phone === null ? null : phoneDigits(phone),
});

export interface Head {
  readonly headName: string;
  readonly documentNo: string;
  readonly phone?: string;
  readonly bankCard?: string;
}

export const clearOf = ({
  headName,
  documentNo,
  phone,
  bankCard,
}: Head): Readonly<Record<string, string>> => ({
  headName,
  documentNo,
  ...(phone === undefined ? {} : { phone }),
  ...(bankCard === undefined ? {} : { bankCard }),
});

/** A household that has a document already. */
export interface Holder {
  readonly householdId: string;
  /** Null where it has not come to life yet. */
  readonly villageCode: DivisionCode | null;
}

/** What a person is found by, and who has the document already. */
export interface Found {
  readonly index: Required<HeadIndex>;
  /** Null where nobody has it, and in a dry run, which tells nothing that is not on record. */
  readonly documentHolder: Holder | null;
  readonly claims: readonly Claim[];
}

/** Who tries to register documents that others have learns by it who is registered: it is told only so often, and on record. */
export interface MetFacts extends Pick<Found, 'documentHolder'> {
  /** Documents held elsewhere that the person met today already. */
  readonly metElsewhere: number;
  /** How many of those there may be on one day; null where it was none. */
  readonly mostMet: number | null;
}

/** A document is claimed under every key at hand: whoever knows only one of them still sees that it is held. */
export const indexed = (
  documents: Fingerprints,
  phones: Fingerprints | readonly [],
): Pick<Found, 'index' | 'claims'> => {
  const [{ key: lookUpKey, hash: documentFingerprint }] = documents;
  const phoneFingerprint = phones[0]?.hash ?? null;
  return {
    index: { documentFingerprint, phoneFingerprint, lookUpKey },
    claims: [
      ...documents.map(({ hash }) => ({ kind: DOCUMENT, key: hash })),
      ...(phoneFingerprint === null ? [] : [phoneClaim(phoneFingerprint)]),
    ],
  };
};

const phoneClaim = (key: string): Claim => ({ kind: PHONE, key, shared: true });
