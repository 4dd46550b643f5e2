import type { CalendarDate } from '@kernel/calendar-date';
import type { LinkageForm } from '@kernel/linkage';
import { formsNotAllowed } from '@kernel/linkage-form';
import { unmet, type Unmet } from '@kernel/refusal';
import type { AgreementKnown, EntityKnown, HouseholdKnown } from './facts';

/** A condition that does not hold, or nothing. */
export type Fault = Unmet | false | null;

export const futureFault = (facts: {
  readonly effectiveDate: CalendarDate;
  readonly today: CalendarDate;
}): Fault =>
  facts.effectiveDate > facts.today &&
  unmet('EFFECTIVE_DATE_IN_FUTURE', { today: facts.today }, '/effectiveDate');

export const householdFault = ({ id, hasVanished }: HouseholdKnown): Fault =>
  hasVanished && unmet('HOUSEHOLD_VANISHED', { householdIds: [id] }, '/householdId');

/** R42: only an entity of the register in state ACTIVE may get a binding. */
export const entityFault = ({ phase }: EntityKnown): Fault => {
  if (phase === 'REVOKED') return unmet('ENTITY_REVOKED', {}, '/entityId');
  return phase !== 'ACTIVE' && unmet('ENTITY_NOT_ACTIVE', { state: phase }, '/entityId');
};

interface Formed {
  readonly forms: readonly LinkageForm[];
  readonly otherForm?: string | null;
}

export const formFaults = ({ forms, otherForm }: Formed, relation: 'HC' | 'HE'): readonly Fault[] => {
  const foreign = formsNotAllowed(forms, relation);
  return [
    foreign.length > 0 && unmet('FORM_NOT_ALLOWED_FOR_RELATION', { relation, forms: foreign }, '/forms'),
    forms.includes('OTHER') && otherForm == null && unmet('OTHER_FORM_NEEDS_TEXT', {}, '/otherForm'),
  ];
};

/** `OTHER` alone binds only where the county says why it accepts it (glossary 1.6). */
export const isOtherAlone = (forms: readonly LinkageForm[]): boolean =>
  forms.length === 1 && forms[0] === 'OTHER';

export const otherFormFault = (
  forms: readonly LinkageForm[],
  acceptance: string | undefined,
  role: string,
): Fault =>
  isOtherAlone(forms) &&
  (acceptance === undefined || role !== 'COUNTY_INFORMANT') &&
  unmet('OTHER_FORM_NOT_ACCEPTED', {}, '/otherFormAcceptance');

/** A paper that is not there, of somebody else, or does not list the household. */
export const paperFault = (
  agreement: AgreementKnown | null,
  bound: { readonly householdId: string; readonly entityId: string },
): Fault => {
  if (agreement === null) return unmet('AGREEMENT_UNKNOWN', {}, '/agreementId');
  if (agreement.entityId !== bound.entityId) return unmet('AGREEMENT_OF_ANOTHER_ENTITY', {}, '/agreementId');
  return (
    !agreement.householdIds.includes(bound.householdId) &&
    unmet('AGREEMENT_DOES_NOT_COVER', {}, '/agreementId')
  );
};
