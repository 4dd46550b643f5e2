import type { Fault } from '@kernel/fault';
import type { LinkageForm } from '@kernel/linkage';
import { formsNotAllowed } from '@kernel/linkage-form';
import { unmet } from '@kernel/refusal';
import type { AgreementKnown, HouseholdKnown } from './parties';

export const householdFault = ({ id, hasVanished }: HouseholdKnown): Fault =>
  hasVanished && unmet('HOUSEHOLD_VANISHED', { householdIds: [id] }, '/householdId');

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
  if (agreement.entityId !== bound.entityId)
    return unmet('AGREEMENT_OF_ANOTHER_ENTITY', { agreementIds: [agreement.id] }, '/agreementId');
  return (
    !agreement.householdIds.includes(bound.householdId) &&
    unmet('AGREEMENT_DOES_NOT_COVER', {}, '/agreementId')
  );
};
