import type { Role } from '@kernel/actor';
import { FORM_TRAITS } from '@kernel/linkage-form';
import type { AgreementTerms } from './paper';

export type RiskOnHouseholds = 'LOSS_SHARE' | 'EQUITY_WITHOUT_FLOOR' | null;

/**
 * R34, S0: 「避免直接承担经营风险」. Shares carry risk by nature: they need a guaranteed floor or a signed risk notice; without
 * shares no part of a loss may fall on the households.
 */
export const riskOnHouseholds = (
  terms: Pick<AgreementTerms, 'forms' | 'householdLossShare' | 'hasGuaranteedFloor' | 'riskNoticeSigned'>,
): RiskOnHouseholds => {
  const holdsShares = terms.forms.some((form) => FORM_TRAITS[form].tightness === 'EQUITY');
  if (holdsShares) return terms.hasGuaranteedFloor || terms.riskNoticeSigned ? null : 'EQUITY_WITHOUT_FLOOR';
  return terms.householdLossShare.numerator > 0 ? 'LOSS_SHARE' : null;
};

const COUNTY_ROLES: readonly Role[] = ['COUNTY_INFORMANT', 'COUNTY_SIGNER'];

export const mayOverrideRisk = (role: Role): boolean => COUNTY_ROLES.includes(role);
