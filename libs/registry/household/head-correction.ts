import type { Decide } from '@kernel/decider';
import { require, requireAll } from '@kernel/refusal';
import type { CorrectHead } from './commands';
import { documentUnmet, listedAlready, requireFewMet } from './document-met';
import type { HouseholdEvent, SealedHead } from './events';
import { clearOf, type Head, type PersonFacts } from './finding';
import { requireLiving, requireReason } from './living';
import type { Household } from './state';

/** What was sealed of a head, opened; null for a field whose key is no more. */
type Opened = Readonly<Record<string, string | null>>;

export interface CorrectedHeadFacts extends PersonFacts {
  readonly head: SealedHead;
  /** Nothing would be otherwise than it stands; false in a dry run, which does not tell. */
  readonly isAsBefore: boolean;
  readonly isListed: boolean;
}

const FIELDS = ['headName', 'documentNo', 'phone', 'bankCard'] as const;

/** The head with what is put right, and whether nothing is. @throws Refusal HEAD_FORGOTTEN */
export const correctedHead = (
  before: Opened,
  given: Pick<CorrectHead, (typeof FIELDS)[number]>,
): { readonly clear: Head; readonly isAsBefore: boolean } => {
  const told = FIELDS.flatMap((field) => {
    const text = given[field] === undefined ? before[field] : given[field];
    return text == null ? [] : [[field, text] as const];
  });
  const { headName, documentNo, ...more } = Object.fromEntries<string>(told);
  const isKnown = before['documentNo'] != null && headName !== undefined && documentNo !== undefined;
  require(isKnown, 'HEAD_FORGOTTEN');
  const clear = { headName, documentNo, ...more };
  const after: Opened = clearOf(clear);
  return { clear, isAsBefore: FIELDS.every((field) => (before[field] ?? null) === (after[field] ?? null)) };
};

/** The same head told as the next: reached and paid as before, where nothing else is given. */
export const reachedAs = <H extends Head>(given: H, before: Opened): H => {
  const [phone, bankCard] = [given.phone ?? before['phone'], given.bankCard ?? before['bankCard']];
  return { ...given, ...(phone == null ? {} : { phone }), ...(bankCard == null ? {} : { bankCard }) };
};

/** The document that stays has been tried before, by whatever rule was in force then. */
export const correctHead: Decide<CorrectHead, Household, HouseholdEvent, CorrectedHeadFacts> = (
  { documentNo },
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { head, personId, index, isAsBefore, effectiveDate: on } = facts;
  if (documentNo !== undefined) {
    requireFewMet(facts);
    requireAll(...documentUnmet(documentNo, facts), listedAlready(facts));
  }
  requireReason(facts);
  return isAsBefore ? [] : [{ type: 'HeadCorrected', data: { head, personId, ...index, on } }];
};
