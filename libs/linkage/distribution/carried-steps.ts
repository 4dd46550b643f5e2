import type { Step } from '@kernel/explanation';
import type { Basis } from './allocation';
import { sumOfCarried } from './carrying';
import type { DividendLine } from './events';

/** What the period itself yields is a part of the amount where earlier periods carried something forward. */
export const carriedSteps = (
  own: readonly Step[],
  { amountFen, carriedFen = 0 }: DividendLine,
  { carriedIn }: Pick<Basis, 'carriedIn'>,
): readonly Step[] => {
  if (carriedIn.length === 0) return own;
  const named = own.map((step) => (step.name === 'amountFen' ? { ...step, name: 'ownFen' } : step));
  return [
    ...named,
    {
      ...{ name: 'carriedInFen', value: sumOfCarried(carriedIn), unit: 'FEN', rounding: 'NONE' },
      ...{ formula: 'sum(carriedIn)', title: { zh: '前期结转合计', en: 'carried in, together' } },
    },
    {
      ...{ name: 'carriedFen', value: carriedFen, unit: 'FEN', rounding: 'LARGEST_REMAINDER' },
      formula: 'split(carriedInFen, shares, householdNo)',
      title: { zh: '结转按股份拆分', en: 'what was carried in, by shares' },
    },
    {
      ...{ name: 'amountFen', value: amountFen, unit: 'FEN', rounding: 'NONE' },
      ...{ formula: 'ownFen + carriedFen', title: { zh: '合计', en: 'together' } },
    },
  ];
};
