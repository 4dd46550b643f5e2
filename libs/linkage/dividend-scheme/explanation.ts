import { explained, refTo, type Explanation, type Input, type ParameterInput } from '@kernel/explanation';
import type { Recorded } from '@projection/fold';
import { holdings, quantified } from './equity';
import type { DividendSchemeEvent, Share } from './events';
import type { DividendSchemeRow, Holder } from './projector';

export type Happened = Recorded<DividendSchemeEvent>;

const WORDS = {
  zh: '财政资金按规定比例折为农户股份，四舍五入到分；按股份拆分，最大余数法，零头先给编号小的户；其余归规定的持有人。',
  en: 'The households’ part of the fiscal money, rounded HALF_UP to the fen, is split by shares: largest remainder, ties to the lower household number; the rest stays with the residual holder.',
};

/** A household of a scheme in which fiscal money is counted as shares. */
export interface Held {
  readonly row: DividendSchemeRow;
  readonly holder: Holder;
  readonly events: readonly Happened[];
  readonly parameters: { readonly householdShare: ParameterInput; readonly residualHolder: ParameterInput };
}

/** Where the terms that were adopted were written. */
const writtenIn = (events: readonly Happened[]) =>
  events
    .filter(({ type }) => type !== 'DividendSchemeAdopted')
    .slice(-1)
    .map(refTo);

const inputsOf = ({ row, holder, events }: Held): readonly Input[] => {
  const written = writtenIn(events);
  const shares = Object.fromEntries(row.holders.map(({ householdNo, shares: of }) => [householdNo, of]));
  return [
    {
      ...{ name: 'fundFen', value: row.terms.fiscalFundFen, unit: 'FEN', events: written },
      title: { zh: '财政资金', en: 'fiscal money' },
    },
    {
      ...{ name: 'shares', value: shares, unit: 'SHARE', events: written },
      title: { zh: '各户股份', en: 'shares of the households' },
    },
    {
      ...{ name: 'householdNo', value: holder.householdNo, unit: 'HOUSEHOLD_NO', events: written },
      title: { zh: '户编号', en: 'household number' },
    },
  ];
};

/** R13 by the rule that counted it. */
export const explainHolding = (held: Held): Explanation => {
  const { row, holder, parameters } = held;
  const { poolFen } = quantified(row.terms.fiscalFundFen ?? 0, {
    ...{ householdShare: parameters.householdShare.value as Share, parameters: [] },
    residualHolder: parameters.residualHolder.value as string,
  });
  const own = row.holders.findIndex(({ householdId }) => householdId === holder.householdId);
  return explained({
    ...{ rule: 'R13', words: WORDS, inputs: inputsOf(held), parameters: Object.values(parameters) },
    steps: [
      {
        ...{ name: 'poolFen', value: poolFen, unit: 'FEN', rounding: 'HALF_UP' },
        formula: 'fundFen × equity.householdShareOfFiscalFund',
        title: { zh: '农户部分', en: 'the households’ part' },
      },
      {
        ...{ name: 'equityFen', value: holdings(poolFen, row.holders)[own] ?? 0, unit: 'FEN' },
        ...{ rounding: 'LARGEST_REMAINDER', formula: 'split(poolFen, shares, householdNo)' },
        title: { zh: '该户股份金额', en: 'the household’s shares' },
      },
    ],
    shown: { equityFen: holder.equityFen },
  });
};
