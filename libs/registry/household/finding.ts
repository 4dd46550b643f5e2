import type { DivisionCode } from '@kernel/division-code';
import type { Claim, Fingerprints } from '@command/lookup';
import { documentAsIssued, documentFault, identityNo, type DocumentFault } from './document-no';
import type { HeadIndex, MemberIndex, Related, SealedHead, SealedMember } from './events';
import type { HouseholdOnFile, PersonOnFile } from './on-file';
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

export interface Written {
  readonly documentNo: string;
  readonly phone?: string | null | undefined;
}

export const numbersOf = ({ documentNo, phone = null }: Written): Numbers => ({
  document: identityNo(documentNo),
  phone: phone === null ? null : phoneDigits(phone),
});

/** The numbers of somebody who was sealed; no document where they are forgotten. */
export interface Opened {
  readonly documentNo: string | null;
  readonly phone?: string | null;
}

export interface Head {
  readonly headName: string;
  readonly documentNo: string;
  readonly phone?: string;
  readonly bankCard?: string;
}

export const clearOf = (head: Head): Readonly<Record<string, string>> => {
  const { headName, documentNo, phone, bankCard } = head;
  return {
    ...{ headName, documentNo: documentAsIssued(documentNo) },
    ...(phone === undefined ? {} : { phone }),
    ...(bankCard === undefined ? {} : { bankCard }),
  };
};

/** A household that has a document already. */
export interface Holder {
  readonly householdId: string;
  /** Empty where it has not come to life yet. */
  readonly householdNo: string;
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

/** Somebody as the rules see them: what they are found by, who holds the document already, and under whose data key they are. */
export interface PersonFacts extends MetFacts, Found {
  readonly personId: string;
}

export interface HeadFacts extends PersonFacts {
  readonly head: SealedHead;
  /** Not the head of today; false in a dry run, which does not tell who it is. */
  readonly isAnother: boolean;
  /** How far an erasure of theirs has come, for which nothing is sealed; null where there is none. */
  readonly erasing: string | null;
  /** Who was head until now, sealed as the member that they are named to stay; null where they are not, or are forgotten. */
  readonly stays: (Pick<Found, 'index'> & { readonly member: SealedMember }) | null;
}

export type NextHead = Head & { readonly relations?: readonly Related[] };

export interface MemberFacts extends PersonFacts {
  readonly member: SealedMember;
  /** The document is that of somebody else in the household; false in a dry run, which does not tell. */
  readonly isListed: boolean;
}

export interface ReindexFacts {
  /** Under the newest key; null for a head who is forgotten. */
  readonly index: Required<HeadIndex> | null;
  /** Members who are not forgotten. */
  readonly found: readonly (MemberIndex & { readonly personId: string })[];
  readonly claims: readonly Claim[];
}

export interface RevivalFacts extends Pick<Found, 'claims'> {
  /** Another household that has the document of one of its people by now; null where none has. */
  readonly documentHolder: Holder | null;
}

export interface VillageFacts {
  readonly villageIsUsed: boolean;
}

export interface HouseholdFound {
  readonly householdId: string;
  readonly villageCode: DivisionCode;
  /** Of a member; absent where it is the head. */
  readonly personId?: string;
}

export interface LookUpFacts {
  readonly numberFault: string | null;
  readonly found: readonly HouseholdFound[];
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

/** What is claimed of somebody who was found anew: another may have the document of a household that is no more. */
export const claimsAgain = (
  { index, claims, documentHolder }: Found,
  householdId: string,
): readonly Claim[] => {
  if (documentHolder === null || documentHolder.householdId === householdId) return claims;
  const past: Claim = { kind: PAST_DOCUMENT, key: index.documentFingerprint, shared: true };
  return [past, ...claims.filter(({ shared }) => shared === true)];
};

/** Whom the household has with the document, of which these are the claims. */
export const personWith = (
  { head, members }: HouseholdOnFile,
  claims: readonly Claim[],
): PersonOnFile | undefined =>
  [head, ...members].find(({ documentFingerprint }) =>
    claims.some(({ kind, key }) => kind === DOCUMENT && key === documentFingerprint),
  );

/** A number by which somebody is looked for. */
export interface LookedFor {
  readonly numberKind: 'DOCUMENT' | 'PHONE';
  readonly number: string;
}

/** What is wrong with a number by which nobody can be found; null where nothing is. */
export const numberFault = ({ numberKind, number }: LookedFor): DocumentFault | 'PHONE' | null => {
  if (numberKind === 'DOCUMENT') return documentFault(number);
  return phoneDigits(number) === null ? 'PHONE' : null;
};

export const hashedOf = ({ numberKind, number }: LookedFor): readonly [kind: string, text: string] =>
  numberKind === 'DOCUMENT' ? [DOCUMENT, identityNo(number)] : [PHONE, phoneDigits(number) ?? ''];

export const claimsSought = ({ numberKind }: LookedFor, hashes: readonly string[]): readonly Claim[] => {
  const kinds = numberKind === 'DOCUMENT' ? [DOCUMENT, PAST_DOCUMENT] : [PHONE];
  return hashes.flatMap((key) => kinds.map((kind) => ({ kind, key })));
};

/** Whom the household has with the number, of which these are the hashes. */
export const personFoundBy = (
  { head, members }: HouseholdOnFile,
  { numberKind }: LookedFor,
  hashes: readonly string[],
): PersonOnFile | undefined =>
  [head, ...members].find(({ documentFingerprint, phoneFingerprint }) =>
    hashes.includes((numberKind === 'DOCUMENT' ? documentFingerprint : phoneFingerprint) ?? ''),
  );

/** Which member it is, where it is one. */
export const memberOnly = (person: PersonOnFile, head: PersonOnFile): { readonly personId?: string } =>
  person === head || person.personId === null ? {} : { personId: person.personId };
