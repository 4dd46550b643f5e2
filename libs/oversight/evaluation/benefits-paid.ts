import type { CalendarDate } from '@kernel/calendar-date';
import { divideHalfUp } from '@kernel/fen';
import { paysDividends } from '@kernel/linkage';
import type { Ratio } from '@kernel/ratio';
import type { JudgedAgreement } from './agreement-memory';
import { confirmedIn, type BindingMemory } from './binding-memory';
import {
  householdsPaidIn,
  householdShareUnder,
  paidOfPeriod,
  type DistributionMemory,
} from './distribution-memory';

interface Given {
  readonly bindings: readonly BindingMemory[];
  readonly distributions: readonly DistributionMemory[];
}

/** An agreement of the year: what it owes its households, and what of that they have. */
interface Account {
  readonly agreement: JudgedAgreement;
  readonly agreedFen: number;
  readonly paidFen: number;
}

const roomIn = ({ agreedFen, paidFen }: Account): number => Math.max(agreedFen - paidFen, 0);

const isOf = ({ agreementId }: DistributionMemory, { id }: JudgedAgreement): boolean => agreementId === id;

/** What was promised for the whole months in force, of the yield of fiscal money the share of the households (R13). */
const agreedFen = (agreement: JudgedAgreement, { distributions }: Given, year: number): number => {
  const { numerator, denominator } = householdShareUnder(distributions, agreement.id, year);
  const yearly = BigInt(agreement.promisedTwelvefoldFen) * BigInt(numerator);
  return Number(divideHalfUp(yearly, 12n * BigInt(denominator)));
};

/** Of no agreement by name: what a household got by distributions of the year, and benefits of it that it confirmed and no distribution paid. */
const otherwiseGiven = ({ bindings, distributions }: Given, year: number, by: CalendarDate) => {
  const dividends = distributions
    .filter(({ agreementId }) => agreementId === null)
    .flatMap((distribution) => paidOfPeriod(distribution, year, by));
  const paid = new Set(distributions.flatMap((distribution) => householdsPaidIn(distribution, year)));
  const benefits = bindings.flatMap((binding) =>
    confirmedIn(binding, year)
      .filter(({ mode }) => !(paysDividends(mode) && paid.has(binding.householdId)))
      .map(({ amountFen }) => ({ householdId: binding.householdId, amountFen })),
  );
  const sums = new Map<string, number>();
  for (const { householdId, amountFen } of [...dividends, ...benefits])
    sums.set(householdId, (sums.get(householdId) ?? 0) + amountFen);
  return sums;
};

/** Fills what is still owed by the agreements that list the household, in their order. */
const filled = (
  accounts: readonly Account[],
  [householdId, amountFen]: readonly [string, number],
): readonly Account[] => {
  let left = Math.max(amountFen, 0);
  return accounts.map((account) => {
    if (!account.agreement.householdIds.includes(householdId)) return account;
    const taken = Math.min(left, roomIn(account));
    left -= taken;
    return { ...account, paidFen: account.paidFen + taken };
  });
};

/**
 * 4.11 「benefits paid vs agreed」: like with like. A dividend counts for the year that its period ends in, whenever it was paid
 * until the evaluation was planned: whether it was paid on time is asked apart. No agreement counts for more than it owes, so that
 * what one has paid too much hides nothing that another has not paid.
 */
export const benefitsPaid = (
  given: Given,
  { year, plannedOn }: { readonly year: number; readonly plannedOn: CalendarDate },
  judged: readonly JudgedAgreement[],
): Ratio => {
  const accounts = judged.map((agreement): Account => {
    const payments = given.distributions
      .filter((distribution) => isOf(distribution, agreement))
      .flatMap((distribution) => paidOfPeriod(distribution, year, plannedOn));
    const paidFen = payments.reduce((sum, { amountFen }) => sum + amountFen, 0);
    return { agreement, agreedFen: agreedFen(agreement, given, year), paidFen: Math.max(paidFen, 0) };
  });
  const settled = [...otherwiseGiven(given, year, plannedOn)].reduce(filled, accounts);
  return {
    numerator: settled.reduce((sum, account) => sum + account.agreedFen - roomIn(account), 0),
    denominator: settled.reduce((sum, account) => sum + account.agreedFen, 0),
  };
};
