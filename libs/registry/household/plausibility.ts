import type { Fault } from '@kernel/fault';
import { luhnHolds } from '@kernel/luhn';
import { unmet } from '@kernel/refusal';
import { unspaced } from '@kernel/unspaced';
import type { IdentifyMonitoring } from './category-commands';
import type { Household } from './state';

/** As it stands on the card, in groups, or in full width. */
const digitsOf = (bankCard: string): string => unspaced(bankCard).replaceAll('-', '');

interface Carded {
  readonly bankCard?: string | null | undefined;
  readonly synthetic?: boolean | undefined;
}

/** R46: a mistyped card is told before money goes astray; the number itself is told nowhere. What is made up shall be no bank's card. */
export const warnOfCard = ({ bankCard, synthetic }: Carded): readonly Fault[] => {
  if (bankCard == null || synthetic === true) return [];
  const digits = digitsOf(bankCard);
  const isCard = /^\d{12,19}$/.test(digits) && luhnHolds(digits);
  return [!isCard && unmet('BANK_CARD_CHECK_DIGIT', {}, '/bankCard')];
};

/** R36: somebody has to work for their work to be unstable. */
export const warnOfRisk = (
  { riskFactors }: Pick<IdentifyMonitoring, 'riskFactors'>,
  { labourCount }: Household,
): readonly Fault[] => [
  labourCount === 0 &&
    riskFactors.includes('UNSTABLE_EMPLOYMENT') &&
    unmet('RISK_WITHOUT_LABOUR', {}, '/riskFactors'),
];
