import type { Quarter } from '@kernel/calendar-date';
import type { Fault } from '@kernel/fault';
import { amountsOf, type Items } from '@kernel/income-formula';
import { INCOME_ITEMS } from '@kernel/linkage';
import { unmet } from '@kernel/refusal';
import type { Sheet } from './sheet';
import type { HouseholdIncome } from './state';

/** What a sheet is held against (R36); what nobody decided is not looked at. */
export interface SheetKnown {
  /** As the household is registered by now. */
  readonly registered: {
    readonly populationCount: number;
    readonly drawsMinimumLiving: boolean;
  };
  readonly quarterBefore: Items | null;
  /** `income.implausibleWageFen` */
  readonly implausibleWageFen: number | null;
  /** `income.jumpFactor` */
  readonly jumpFactor: number | null;
}

export interface PlausibilityFacts {
  readonly sheet: SheetKnown;
}

const wageWarning = (items: Items, { implausibleWageFen: leastFen }: SheetKnown): Fault => {
  const { wageFen } = amountsOf(items);
  const isImplausible = leastFen !== null && wageFen > 0 && wageFen < leastFen;
  return isImplausible && unmet('WAGE_IMPLAUSIBLE', { wageFen, leastFen }, '/items');
};

/** Nothing can be said of a change from 0. */
const jumpWarnings = (items: Items, { quarterBefore, jumpFactor: factor }: SheetKnown): readonly Fault[] =>
  INCOME_ITEMS.map((item) => {
    const [amountFen, beforeFen] = [items[item] ?? 0, quarterBefore?.[item] ?? 0];
    const hasJumped = factor !== null && beforeFen > 0 && amountFen > factor * beforeFen;
    return hasJumped && unmet('INCOME_JUMPED', { item, amountFen, beforeFen, factor }, `/items/${item}`);
  });

/** What entities have booked as paid to the household in the quarter, and nobody has found to be otherwise. */
const bookedFen = ({ suggestions }: HouseholdIncome, quarter: Quarter): number =>
  Object.values(suggestions)
    .filter((one) => one.quarter === quarter && one.item === 'c1' && one.state !== 'DECLINED')
    .reduce((sum, { amountFen }) => sum + amountFen, 0);

const dividendWarning = (items: Items, quarter: Quarter, income: HouseholdIncome): Fault => {
  const [booked, recordedFen] = [bookedFen(income, quarter), items['c1'] ?? 0];
  const differs = booked > 0 && booked !== recordedFen;
  return differs && unmet('DIVIDEND_DIFFERS', { recordedFen, bookedFen: booked }, '/items/c1');
};

type Asked = Sheet & { readonly quarter: Quarter };

/** R36: what is likely to be wrong in a sheet, and may be right. */
export const warnOfSheet = (
  { quarter, populationCount, items }: Asked,
  income: HouseholdIncome,
  { sheet }: PlausibilityFacts,
): readonly Fault[] => {
  const { populationCount: registered, drawsMinimumLiving } = sheet.registered;
  return [
    registered > 0 &&
      registered !== populationCount &&
      unmet('POPULATION_DIFFERS', { populationCount, registered }, '/populationCount'),
    wageWarning(items, sheet),
    ...jumpWarnings(items, sheet),
    dividendWarning(items, quarter, income),
    (items['d2'] ?? 0) > 0 && !drawsMinimumLiving && unmet('MINIMUM_LIVING_NOT_ON_RECORD', {}, '/items/d2'),
  ];
};
