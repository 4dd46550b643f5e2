import { fen, shareOf, splitFen, type Fen } from '@kernel/fen';
import { require } from '@kernel/refusal';
import type { Equity, SchemeMode, SchemeTerms } from '../dividend-scheme/events';
import { sumOfCarried, withCarried } from './carrying';
import type { CarriedIn, DividendLine, SurplusStatement } from './events';

/** All that a distribution is reckoned from. */
export type Basis = {
  readonly terms: SchemeTerms;
  readonly equity: Equity | null;
  readonly months: number;
  readonly profitFen: number | null;
  readonly surplus: SurplusStatement | null;
  /** From earlier periods of the scheme, split besides what this one yields. */
  readonly carriedIn: readonly CarriedIn[];
};

/** What there is to split. Of a surplus: among all members, also those outside the pool. */
export interface Pools {
  readonly guaranteedFen: Fen;
  readonly profitFen: Fen;
  readonly patronageFen: Fen;
  readonly residualFen: Fen;
  readonly residualHolder: string | null;
}

export interface Allocation extends Pools {
  /** Absent where nothing was carried in. */
  readonly carriedFen?: Fen;
  readonly totalFen: Fen;
  readonly lines: readonly DividendLine[];
}

const NONE = fen(0);

export const guarantees = (mode: SchemeMode): boolean =>
  mode === 'GUARANTEED' || mode === 'GUARANTEED_PLUS_SHARE';
export const sharesProfit = (mode: SchemeMode): boolean =>
  mode === 'SHARE_BASED' || mode === 'GUARANTEED_PLUS_SHARE';

/** R14: principal × yearly rate × months / 12, HALF_UP to the fen. */
export const guaranteedYield = ({ terms, months }: Basis): Fen => {
  const { mode, principalFen, annualRate } = terms;
  if (!guarantees(mode) || annualRate === null) return NONE;
  const numerator = BigInt(annualRate.numerator) * BigInt(months);
  return shareOf(fen(principalFen), numerator, BigInt(annualRate.denominator) * 12n);
};

/** R14: distributable profit × pool share; a loss never makes a negative dividend. */
export const profitYield = ({ terms, profitFen }: Basis): Fen => {
  const { mode, poolShare } = terms;
  if (!sharesProfit(mode) || poolShare === null) return NONE;
  return shareOf(fen(Math.max(profitFen ?? 0, 0)), poolShare.numerator, poolShare.denominator);
};

/** R15: surplus less losses of past years less reserve. */
export const distributable = ({ surplusFen, pastLossFen, reserveFen }: SurplusStatement): Fen =>
  fen(Math.max(surplusFen - pastLossFen - reserveFen, 0));

export const poolsOf = (basis: Basis): Pools => {
  const { terms, surplus, equity } = basis;
  if (terms.mode === 'COOPERATIVE_SURPLUS') return surplusPools(surplus, terms);
  const guaranteed = guaranteedYield(basis);
  const yielded = fen(guaranteed + profitYield(basis));
  if (equity === null) return { ...whole(guaranteed, yielded), residualFen: NONE, residualHolder: null };
  const { numerator, denominator } = equity.householdShare;
  const pool = shareOf(yielded, numerator, denominator);
  return {
    ...whole(shareOf(guaranteed, numerator, denominator), pool),
    residualFen: fen(yielded - pool),
    residualHolder: equity.residualHolder,
  };
};

const whole = (guaranteed: Fen, pool: Fen) => ({
  guaranteedFen: guaranteed,
  profitFen: fen(pool - guaranteed),
  patronageFen: NONE,
});

const surplusPools = (surplus: SurplusStatement | null, { patronageShare }: SchemeTerms): Pools => {
  const rest = { guaranteedFen: NONE, residualFen: NONE, residualHolder: null };
  if (surplus === null || patronageShare === null) return { ...rest, profitFen: NONE, patronageFen: NONE };
  const amount = distributable(surplus);
  const patronageFen = shareOf(amount, patronageShare.numerator, patronageShare.denominator);
  return { ...rest, profitFen: fen(amount - patronageFen), patronageFen };
};

/** What the period itself yields: the lines sum to the pool to the fen. */
export const ownLines = (basis: Basis): readonly DividendLine[] => {
  const pools = poolsOf(basis);
  const ofSurplus = basis.terms.mode === 'COOPERATIVE_SURPLUS';
  const lines = ofSurplus ? surplusLines(basis, pools) : shareLines(basis.terms, pools);
  if (!ofSurplus) requireSum(lines, pools.guaranteedFen + pools.profitFen);
  return lines;
};

/** A line for each household of the pool; with what was carried in the lines sum to all there is, to the fen. */
export const allocate = (basis: Basis): Allocation => {
  const { terms, carriedIn } = basis;
  const [own, carriedFen] = [ownLines(basis), fen(sumOfCarried(carriedIn))];
  const lines = withCarried(own, terms.beneficiaries, carriedFen);
  requireSum(lines, sumOf(own, 'amountFen') + carriedFen);
  const sums = {
    guaranteedFen: sumOf(lines, 'guaranteedFen'),
    profitFen: sumOf(lines, 'profitFen'),
    patronageFen: sumOf(lines, 'patronageFen'),
  };
  const carried = carriedFen === 0 ? {} : { carriedFen };
  return { ...poolsOf(basis), ...sums, ...carried, totalFen: sumOf(lines, 'amountFen'), lines };
};

const sumOf = (lines: readonly DividendLine[], part: 'amountFen' | keyof Parts): Fen =>
  fen(lines.reduce((sum, line) => sum + line[part], 0));

type Parts = Pick<DividendLine, 'guaranteedFen' | 'profitFen' | 'patronageFen'>;

/** The whole amount is split by shares; the guaranteed part of each line then by the amounts, so that it never exceeds one. */
const shareLines = ({ beneficiaries }: SchemeTerms, pools: Pools): readonly DividendLine[] => {
  const pool = fen(pools.guaranteedFen + pools.profitFen);
  const amounts = splitFen(
    pool,
    beneficiaries.map(({ householdNo, shares }) => ({ key: householdNo, weight: shares })),
  );
  const guaranteed = partsOf(
    pools.guaranteedFen,
    beneficiaries.map(({ householdNo }, index) => ({ key: householdNo, weight: amounts[index] ?? 0 })),
  );
  return beneficiaries.map(({ householdId, householdNo }, index) => {
    const [amountFen = 0, guaranteedFen = 0] = [amounts[index], guaranteed[index]];
    const profitFen = amountFen - guaranteedFen;
    return { householdId, householdNo, amountFen, guaranteedFen, profitFen, patronageFen: 0 };
  });
};

/** R15: patronage by volume, the rest by capital. Members outside the pool take part as one, after all others in a tie. */
const surplusLines = ({ terms, surplus }: Basis, pools: Pools): readonly DividendLine[] => {
  if (surplus === null) return [];
  const accounts = new Map(surplus.members.map((member) => [member.householdId, member]));
  const weigh = (total: number, weightOf: (id: string) => number) => {
    const weights = terms.beneficiaries.map(({ householdId, householdNo }) => ({
      key: householdNo,
      weight: weightOf(householdId),
    }));
    const inPool = weights.reduce((sum, { weight }) => sum + weight, 0);
    return [...weights, { key: '\uffff', weight: total - inPool }];
  };
  const volumes = weigh(surplus.totalVolume, (id) => accounts.get(id)?.volume ?? 0);
  const capitals = weigh(surplus.totalCapitalFen, (id) => accounts.get(id)?.capitalFen ?? 0);
  const [byVolume, byCapital] = [partsOf(pools.patronageFen, volumes), partsOf(pools.profitFen, capitals)];
  return terms.beneficiaries.map(({ householdId, householdNo }, index) => {
    const [patronageFen = 0, profitFen = 0] = [byVolume[index], byCapital[index]];
    const amountFen = patronageFen + profitFen;
    return { householdId, householdNo, amountFen, guaranteedFen: 0, profitFen, patronageFen };
  });
};

const partsOf = (amount: Fen, weights: Parameters<typeof splitFen>[1]): readonly Fen[] =>
  amount === 0 ? weights.map(() => NONE) : splitFen(amount, weights);

/** 3.4, 8: what the households get is what is paid out, to the fen. @throws Refusal DIVIDEND_SUM_MISMATCH */
export const requireSum = (lines: readonly { readonly amountFen: number }[], totalFen: number): void => {
  const sumFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  require(sumFen === totalFen, 'DIVIDEND_SUM_MISMATCH', { sumFen, totalFen });
};
