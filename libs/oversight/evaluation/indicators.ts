import type { CalendarDate } from '@kernel/calendar-date';
import { INDICATORS, type Indicator } from '@kernel/indicator';
import type { Ratio } from '@kernel/ratio';
import { judgedIn, owesDividendIn, type AgreementMemory, type JudgedAgreement } from './agreement-memory';
import { endOfYear, isPartial } from './agreement-span';
import { benefitsPaid } from './benefits-paid';
import { boundOn, type BindingMemory } from './binding-memory';
import { dataOnTime, type Recording } from './data-on-time';
import {
  isDeclaredFor,
  isGuaranteeUnpaid,
  isPaidOnTime,
  payDateOn,
  type DistributionMemory,
} from './distribution-memory';
import type { Veto } from './events';
import { hasGrown, type IncomeMemory } from './income-memory';
import type { TargetMemory } from './target-memory';

/** All that is known of an entity when its evaluation is planned. */
export interface Known {
  readonly agreements: readonly AgreementMemory[];
  readonly bindings: readonly BindingMemory[];
  readonly distributions: readonly DistributionMemory[];
  /** `dividend.minFrequencyPerYear` of the year before; null where nobody decided. */
  readonly dividendsPerYear: number | null;
  /** Quarters of the year whose recording the place decided on. */
  readonly recordings: readonly Recording[];
  readonly income: (householdId: string, year: number) => IncomeMemory | undefined;
  readonly target: (householdId: string) => TargetMemory | undefined;
}

/** Which year is looked at, when, and after how many days an unpaid guarantee is a veto (4.11). */
export interface Review {
  readonly year: number;
  readonly plannedOn: CalendarDate;
  readonly unpaidGuaranteeDays: number;
}

export interface Reviewed {
  readonly asOf: CalendarDate;
  readonly agreementIds: readonly string[];
  readonly partialPeriod: boolean;
  readonly indicators: readonly (Ratio & { readonly indicator: Indicator })[];
  readonly vetoes: readonly Veto[];
}

type Count = (known: Known, review: Review, judged: readonly JudgedAgreement[]) => Ratio;

/** Of the households agreed, those bound on the last day of the year on which their agreement was in force. */
const householdsLed: Count = ({ bindings }, _review, judged) => {
  const led = new Set(
    judged.flatMap(({ lastDay, paper }) => {
      const bound = new Set(boundOn(bindings, lastDay));
      return paper.householdIds.filter((id) => bound.has(id));
    }),
  );
  const agreed = new Set(judged.flatMap(({ paper }) => paper.householdIds));
  return { numerator: led.size, denominator: agreed.size };
};

/** R14: dividends of the year before that were owed by agreement and not even declared by the end of this one. */
const undeclared = ({ agreements, distributions, dividendsPerYear }: Known, year: number): number => {
  if (dividendsPerYear === null) return 0;
  const owing = agreements.filter((agreement) => owesDividendIn(agreement, year - 1));
  return owing.reduce((sum, { id: agreementId }) => {
    const of = { agreementId, year: year - 1, by: endOfYear(year) };
    const declared = distributions.filter((distribution) => isDeclaredFor(distribution, of)).length;
    return sum + Math.max(dividendsPerYear - declared, 0);
  }, 0);
};

/** Of the distributions whose pay date lies in the year, those paid in full by it; what should have been declared by then is none of them. */
const paidOnTime: Count = (known, { year }) => {
  const { distributions } = known;
  const asOf = endOfYear(year);
  const due = distributions.flatMap((distribution) => {
    const payDate = payDateOn(distribution, asOf);
    return payDate?.startsWith(String(year)) === true ? [{ distribution, payDate }] : [];
  });
  const onTime = due.filter(({ distribution, payDate }) => isPaidOnTime(distribution, payDate));
  return { numerator: onTime.length, denominator: due.length + undeclared(known, year) };
};

/** Of the households bound at the end of the year with both years complete, those whose net income per head rose. */
const incomeGrowth: Count = ({ bindings, income }, { year }) => {
  const compared = boundOn(bindings, endOfYear(year))
    .map((id) => hasGrown(income(id, year - 1), income(id, year)))
    .filter((grown) => grown !== null);
  return { numerator: compared.filter(Boolean).length, denominator: compared.length };
};

const riskClauses: Count = (_known, _review, judged) => ({
  numerator: judged.filter(({ paper }) => paper.hasRiskClause).length,
  denominator: judged.length,
});

/** No event tells: it does not apply until a department records it. */
const untold: Count = () => ({ numerator: 0, denominator: 0 });

const COUNTS: Readonly<Record<Indicator, Count>> = {
  HOUSEHOLDS_LED: householdsLed,
  BENEFITS_PAID: benefitsPaid,
  PAID_ON_TIME: paidOnTime,
  INCOME_GROWTH: incomeGrowth,
  PLAN_TASKS: untold,
  TRAINING_AND_SERVICES: untold,
  RISK_CLAUSE_AND_INSURANCE: riskClauses,
  DATA_ON_TIME: (known, { year }) => dataOnTime(known, year),
  SATISFACTION: untold,
};

/**
 * A guaranteed dividend of the year or before it that was unpaid for more than 90 days on 12-31, or is so on the day of
 * planning: otherwise what was due in the last quarter would never count.
 */
const vetoesOf = (
  { distributions }: Known,
  { year, plannedOn, unpaidGuaranteeDays }: Review,
): readonly Veto[] => {
  const asOf = endOfYear(year);
  const isUnpaid = distributions.some((distribution) => {
    const payDate = payDateOn(distribution, asOf);
    if (payDate === undefined || payDate > asOf) return false;
    return [asOf, plannedOn].some((day) => isGuaranteeUnpaid(distribution, day, unpaidGuaranteeDays));
  });
  return isUnpaid ? ['GUARANTEED_UNPAID_OVER_90_DAYS'] : [];
};

/** The year as the events tell it: facts that are true after 12-31 do not count, save for the veto above, sheets of its last quarter, and what was paid for it since. */
export const reviewed = (known: Known, review: Review): Reviewed => {
  const { year } = review;
  const judged = known.agreements.flatMap((agreement) => judgedIn(agreement, year));
  return {
    asOf: endOfYear(year),
    agreementIds: judged.map(({ id }) => id),
    partialPeriod: isPartial(
      judged.map(({ span }) => span),
      year,
    ),
    indicators: INDICATORS.map((indicator) => ({ indicator, ...COUNTS[indicator](known, review, judged) })),
    vetoes: vetoesOf(known, review),
  };
};
