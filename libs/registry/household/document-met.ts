import { within, type DivisionCode } from '@kernel/division-code';
import type { Circumstances } from '@kernel/decider';
import type { Meeting } from '@kernel/meeting';
import { require, unmet, type Refusal, type Unmet } from '@kernel/refusal';
import { documentFault, isOfUnborn } from './document-no';
import type { HeadFacts, Holder, MemberFacts, MetFacts } from './finding';

/** Who tries to register documents that others have learns by it who is registered: that is told only so often. */
export const requireFewMet = ({ metElsewhere, mostMet }: MetFacts): void => {
  const isTold = mostMet === null || metElsewhere < mostMet;
  require(isTold, 'DOCUMENTS_MET_TOO_OFTEN', { most: mostMet });
};

const ALREADY = 'DOCUMENT_ALREADY_REGISTERED';
const ELSEWHERE = 'DOCUMENT_REGISTERED_ELSEWHERE';
const LISTED = 'MEMBER_ALREADY_LISTED';
const ERASING = 'ERASURE_UNDER_WAY';
const TELLING: readonly string[] = [ALREADY, ELSEWHERE, LISTED, ERASING];

/** Which household it is, is told to who may look it up: beyond the own division only that there is one. */
export const heldUnmet = (
  { householdId, householdNo, villageCode }: Holder,
  scope: DivisionCode,
  pointer?: string,
): Unmet =>
  villageCode !== null && within(villageCode, scope)
    ? unmet(ALREADY, { householdId, householdNo }, pointer)
    : unmet(ELSEWHERE, {}, pointer);

export const documentUnmet = (
  documentNo: string,
  { id, actor, today, documentHolder: holder }: Circumstances & MetFacts,
): readonly (Unmet | false)[] => {
  const fault = documentFault(documentNo) ?? (isOfUnborn(documentNo, today) ? 'BIRTH_IN_FUTURE' : null);
  if (fault !== null) return [unmet('DOCUMENT_NO_INVALID', { fault }, '/documentNo')];
  return [holder !== null && holder.householdId !== id && heldUnmet(holder, actor.scope, '/documentNo')];
};

/** The document is that of the head, or of another member. */
export const listedAlready = ({ isListed }: Pick<MemberFacts, 'isListed'>): Unmet | false =>
  isListed && unmet(LISTED, {}, '/documentNo');

/** Whoever has the document is about to be forgotten. */
export const requireNotErasing = ({ erasing }: HeadFacts): void => {
  require(erasing === null, ERASING, { state: erasing });
};

/** Who is told of, whose document it is; nobody where the holder has not come to life yet. */
export const holderMet = (
  { unmet: conditions }: Refusal,
  { documentHolder: holder }: MetFacts,
): Meeting | null => {
  const isTold = conditions.some(({ code }) => TELLING.includes(code));
  if (!isTold || holder === null || holder.villageCode === null) return null;
  return { kind: 'document', holder: holder.householdId, holderDivision: holder.villageCode };
};
