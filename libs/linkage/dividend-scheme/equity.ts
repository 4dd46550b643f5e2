import { fen, shareOf, splitFen } from '@kernel/fen';
import type { Beneficiary, Equity, ParameterSource, Share } from './events';

/** What a county decided of fiscal money that becomes shares. */
export interface EquityRule {
  readonly householdShare: Share;
  readonly residualHolder: string;
  readonly parameters: readonly ParameterSource[];
}

/** R13: the households' pool is rounded HALF_UP to the fen; the rest goes to the residual holder. */
export const quantified = (fundFen: number, rule: EquityRule): Equity => {
  const { numerator, denominator } = rule.householdShare;
  const poolFen = shareOf(fen(fundFen), numerator, denominator);
  return { fundFen, ...rule, poolFen, residualFen: fundFen - poolFen };
};

/** The pool by shares, largest remainder first, ties to the lower household number. In the order of the beneficiaries. */
export const holdings = (poolFen: number, beneficiaries: readonly Beneficiary[]): readonly number[] =>
  splitFen(
    fen(poolFen),
    beneficiaries.map(({ householdNo, shares }) => ({ key: householdNo, weight: shares })),
  );
