import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Lookup } from '@command/lookup';
import { divisionIsUsed } from '@registry/division/facts';
import { requireNoErasure } from '@registry/erasure/facts';
import type { SealedHead } from './events';
import { holdsDocument, household } from './state';

export const DOCUMENT_CLAIM = 'document';

/** The head as the rules see it: sealed, with the fingerprint of the document and who holds that already. */
export interface HeadFacts {
  readonly head: SealedHead;
  readonly documentFingerprint: string;
  /** Household that holds the document; null where none does. */
  readonly documentHolder: string | null;
}

interface Head {
  readonly headName: string;
  readonly documentNo: string;
  readonly phone?: string;
  readonly bankCard?: string;
}

export const headFacts = async (
  lookup: Lookup,
  householdId: string,
  { headName, documentNo, phone, bankCard }: Head,
): Promise<HeadFacts> => {
  const documentFingerprint = await lookup.fingerprint(DOCUMENT_CLAIM, documentNo.slice(0, 18));
  const clear = {
    headName,
    documentNo,
    ...(phone === undefined ? {} : { phone }),
    ...(bankCard === undefined ? {} : { bankCard }),
  };
  return {
    head: await lookup.seal(householdId, clear),
    documentFingerprint,
    documentHolder: await documentHolder(lookup, documentFingerprint),
  };
};

/** @throws Refusal ERASURE_UNDER_WAY */
export const nextHeadFacts = async (lookup: Lookup, householdId: string, head: Head): Promise<HeadFacts> => {
  await requireNoErasure(lookup, householdId);
  return headFacts(lookup, householdId, head);
};

/** Who took the document last, unless the head has changed since or the household is no more. */
const documentHolder = async (lookup: Lookup, fingerprint: string): Promise<string | null> => {
  const claim = { kind: DOCUMENT_CLAIM, key: fingerprint };
  const holder = await lookup.holderOf(claim, household.category);
  if (holder === null) return null;
  const { state } = await lookup.load(household, holder);
  return holdsDocument(state, fingerprint) ? holder : null;
};

export interface VillageFacts {
  readonly villageIsUsed: boolean;
}

export const villageFacts = async (
  lookup: Lookup,
  village: DivisionCode,
  date: CalendarDate,
): Promise<VillageFacts> => ({ villageIsUsed: await divisionIsUsed(lookup, village, date) });
