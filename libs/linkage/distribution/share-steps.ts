import type { Step } from '@kernel/explanation';
import { guarantees, guaranteedYield, poolsOf, profitYield, sharesProfit, type Basis } from './allocation';
import type { DividendLine } from './events';

const YIELDS = ['guaranteedYieldFen', 'profitYieldFen'];

const yieldSteps = (basis: Basis): readonly Step[] => {
  const { mode } = basis.terms;
  const rounded = { rounding: 'HALF_UP', unit: 'FEN' } as const;
  return [
    ...(guarantees(mode)
      ? [
          {
            ...{ ...rounded, name: 'guaranteedYieldFen', value: guaranteedYield(basis) },
            formula: 'principalFen × annualRate × months ÷ 12',
            title: { zh: '保底收益', en: 'guaranteed yield' },
          },
        ]
      : []),
    ...(sharesProfit(mode)
      ? [
          {
            ...{ ...rounded, name: 'profitYieldFen', value: profitYield(basis) },
            formula: 'max(profitFen, 0) × poolShare',
            title: { zh: '按股分红', en: 'share of profit' },
          },
        ]
      : []),
  ];
};

/** R13, R14. */
export const shareSteps = (basis: Basis, { amountFen }: DividendLine): readonly Step[] => {
  const yields = yieldSteps(basis);
  const { guaranteedFen, profitFen } = poolsOf(basis);
  const yielded = YIELDS.filter((name) => yields.some((step) => step.name === name)).join(' + ');
  const ofFiscalMoney = basis.equity !== null;
  return [
    ...yields,
    {
      ...{ name: 'poolFen', value: guaranteedFen + profitFen, unit: 'FEN' },
      ...(ofFiscalMoney
        ? { formula: `(${yielded}) × equity.householdShareOfFiscalFund`, rounding: 'HALF_UP' }
        : { formula: yielded, rounding: 'NONE' }),
      title: ofFiscalMoney
        ? { zh: '财政资金折股农户部分', en: 'the households’ part of what fiscal money earns' }
        : { zh: '待分配总额', en: 'pool' },
    },
    {
      ...{ name: 'amountFen', value: amountFen, unit: 'FEN', rounding: 'LARGEST_REMAINDER' },
      formula: 'split(poolFen, shares, householdNo)',
      title: { zh: '按股份拆分', en: 'by shares' },
    },
  ];
};
