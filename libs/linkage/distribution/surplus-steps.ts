import type { Step } from '@kernel/explanation';
import { distributable, poolsOf, type Basis } from './allocation';
import type { DividendLine } from './events';

const step = (name: string, formula: string, of: Pick<Step, 'value' | 'rounding' | 'title'>): Step => ({
  name,
  formula,
  unit: 'FEN',
  ...of,
});

/** R15. */
export const surplusSteps = (basis: Basis, line: DividendLine): readonly Step[] => {
  const { surplus } = basis;
  if (surplus === null) return [];
  const pools = poolsOf(basis);
  return [
    step('distributableFen', 'max(surplusFen − pastLossFen − reserveFen, 0)', {
      ...{ value: distributable(surplus), rounding: 'NONE' },
      title: { zh: '可分配盈余', en: 'distributable surplus' },
    }),
    step('patronageTotalFen', 'distributableFen × patronageShare', {
      ...{ value: pools.patronageFen, rounding: 'HALF_UP' },
      title: { zh: '按交易量返还总额', en: 'refunded by volume, together' },
    }),
    step('restFen', 'distributableFen − patronageTotalFen', {
      ...{ value: pools.profitFen, rounding: 'NONE' },
      title: { zh: '按出资分配总额', en: 'shared by capital, together' },
    }),
    step('patronageFen', 'split(patronageTotalFen, volumes, householdNo)', {
      ...{ value: line.patronageFen, rounding: 'LARGEST_REMAINDER' },
      title: { zh: '按交易量返还', en: 'by volume' },
    }),
    step('capitalShareFen', 'split(restFen, capitalsFen, householdNo)', {
      ...{ value: line.profitFen, rounding: 'LARGEST_REMAINDER' },
      title: { zh: '按出资分配', en: 'by capital' },
    }),
    step('amountFen', 'patronageFen + capitalShareFen', {
      ...{ value: line.amountFen, rounding: 'NONE' },
      title: { zh: '合计', en: 'together' },
    }),
  ];
};
