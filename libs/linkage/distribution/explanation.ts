import { percentText } from '@kernel/ratio';
import { fen, yuanText } from '@kernel/fen';
import {
  allocate,
  distributable,
  guaranteedYield,
  guarantees,
  poolsOf,
  profitYield,
  sharesProfit,
  type Basis,
} from './allocation';
import type { Share } from '../dividend-scheme/events';

/** One step of a reckoning: what went in, how, and what came out. Amounts in fen; the formula is for the eye. */
export type Step = {
  readonly what: string;
  readonly formula: string;
  readonly rounding: 'NONE' | 'HALF_UP' | 'LARGEST_REMAINDER';
  readonly resultFen: number;
};

const yuan = (amount: number): string => yuanText(fen(amount));
const percent = (share: Share): string => `${percentText(share) ?? '0.00'} %`;

const guaranteedStep = (basis: Basis): readonly Step[] => {
  const { mode, annualRate, principalFen } = basis.terms;
  if (!guarantees(mode) || annualRate === null) return [];
  const formula = `${yuan(principalFen)} × ${percent(annualRate)} × ${basis.months}/12`;
  return [{ what: '保底收益', formula, rounding: 'HALF_UP', resultFen: guaranteedYield(basis) }];
};

const profitStep = (basis: Basis): readonly Step[] => {
  const { mode, poolShare } = basis.terms;
  if (!sharesProfit(mode) || poolShare === null) return [];
  const formula = `max(${yuan(basis.profitFen ?? 0)}, 0) × ${percent(poolShare)}`;
  return [{ what: '按股分红', formula, rounding: 'HALF_UP', resultFen: profitYield(basis) }];
};

const equityStep = (basis: Basis): readonly Step[] => {
  if (basis.equity === null) return [];
  const { guaranteedFen, profitFen, residualFen } = poolsOf(basis);
  const resultFen = guaranteedFen + profitFen;
  const formula = `${yuan(resultFen + residualFen)} × ${percent(basis.equity.householdShare)}`;
  return [{ what: '财政资金折股农户部分', formula, rounding: 'HALF_UP', resultFen }];
};

const shareSteps = (basis: Basis, householdId: string): readonly Step[] => {
  const { beneficiaries } = basis.terms;
  const { guaranteedFen, profitFen } = poolsOf(basis);
  const all = beneficiaries.reduce((sum, { shares }) => sum + shares, 0);
  const own = beneficiaries.find((beneficiary) => beneficiary.householdId === householdId)?.shares ?? 0;
  return [
    ...guaranteedStep(basis),
    ...profitStep(basis),
    ...equityStep(basis),
    {
      what: '按股份拆分',
      formula: `${yuan(guaranteedFen + profitFen)} × ${own}/${all}`,
      rounding: 'LARGEST_REMAINDER',
      resultFen: lineOf(basis, householdId)?.amountFen ?? 0,
    },
  ];
};

const surplusSteps = (basis: Basis, householdId: string): readonly Step[] => {
  const { surplus, terms } = basis;
  const line = lineOf(basis, householdId);
  if (surplus === null || terms.patronageShare === null || line === undefined) return [];
  const { surplusFen, pastLossFen, reserveFen, totalVolume, totalCapitalFen, members } = surplus;
  const own = members.find((member) => member.householdId === householdId);
  const { patronageFen, profitFen } = poolsOf(basis);
  const amount = distributable(surplus);
  return [
    {
      what: '可分配盈余',
      formula: `max(${yuan(surplusFen)} − ${yuan(pastLossFen)} − ${yuan(reserveFen)}, 0)`,
      ...{ rounding: 'NONE', resultFen: amount },
    },
    {
      what: '按交易量返还总额',
      formula: `${yuan(amount)} × ${percent(terms.patronageShare)}`,
      ...{ rounding: 'HALF_UP', resultFen: patronageFen },
    },
    {
      what: '按交易量返还',
      formula: `${yuan(patronageFen)} × ${own?.volume ?? 0}/${totalVolume}`,
      ...{ rounding: 'LARGEST_REMAINDER', resultFen: line.patronageFen },
    },
    {
      what: '按出资分配',
      formula: `${yuan(profitFen)} × ${yuan(own?.capitalFen ?? 0)}/${yuan(totalCapitalFen)}`,
      ...{ rounding: 'LARGEST_REMAINDER', resultFen: line.profitFen },
    },
  ];
};

const lineOf = (basis: Basis, householdId: string) =>
  allocate(basis).lines.find((line) => line.householdId === householdId);

/** The line reckoned again from the distribution itself, step by step; null where the household has none. */
export const explain = (
  basis: Basis,
  householdId: string,
): { readonly steps: readonly Step[]; readonly amountFen: number } | null => {
  const line = lineOf(basis, householdId);
  if (line === undefined) return null;
  const steps =
    basis.terms.mode === 'COOPERATIVE_SURPLUS'
      ? surplusSteps(basis, householdId)
      : shareSteps(basis, householdId);
  return { steps, amountFen: line.amountFen };
};
