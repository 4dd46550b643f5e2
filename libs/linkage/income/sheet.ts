import type { Quarter } from '@kernel/calendar-date';
import type { Fault } from '@kernel/fault';
import type { Ratio } from '@kernel/ratio';
import { unmet } from '@kernel/refusal';
import { amountsOf, derived, isIncomeItem, type Items } from '@kernel/income-formula';
import type { HouseholdIncome, RecordedQuarter } from './state';

export type Sheet = Pick<RecordedQuarter, 'items' | 'populationCount'>;

/** A loss is told as an expense: no item is negative (4.21). */
const itemFaults = (items: Items): readonly Fault[] => {
  const codes = Object.keys(items);
  const unknown = codes.filter((code) => !isIncomeItem(code));
  const invalid = codes.filter((code) => {
    const amount = items[code] ?? 0;
    return isIncomeItem(code) && (!Number.isSafeInteger(amount) || amount < 0);
  });
  return [
    unknown.length > 0 && unmet('INCOME_ITEM_UNKNOWN', { items: unknown }, '/items'),
    invalid.length > 0 && unmet('INCOME_ITEM_NEGATIVE', { items: invalid }, '/items'),
  ];
};

/** What was accepted for the quarter is part of its sheet, and is not taken out of it again. */
export const acceptedFaults = (
  items: Items,
  quarter: Quarter,
  { suggestions, quarters }: HouseholdIncome,
): readonly Fault[] => {
  const accepted = new Map<string, number>();
  for (const suggestion of Object.values(suggestions))
    if (suggestion.state === 'ACCEPTED' && suggestion.quarter === quarter)
      accepted.set(suggestion.item, (accepted.get(suggestion.item) ?? 0) + suggestion.amountFen);
  const before = quarters[quarter]?.items;
  const isLowered = (item: string): boolean =>
    before === undefined || (items[item] ?? 0) < (before[item] ?? 0);
  return [...accepted].map(
    ([item, acceptedFen]) =>
      (items[item] ?? 0) < acceptedFen &&
      isLowered(item) &&
      unmet('ACCEPTED_SUGGESTION_MISSING', { item, acceptedFen }, `/items/${item}`),
  );
};

export const sheetFaults = ({ items, populationCount }: Sheet): readonly Fault[] => [
  populationCount <= 0 && unmet('POPULATION_NOT_POSITIVE', {}, '/populationCount'),
  ...itemFaults(items),
];

/**
 * R36: per-capita net income of the quarter against the same quarter of the year before, by cross-multiplication. Nothing
 * can be said of a change from 0.
 */
export const isOutlier = (sheet: Sheet, before: Sheet, ratio: Ratio): boolean => {
  const [net, netBefore] = [sheet, before].map(({ items }) => BigInt(derived(amountsOf(items)).netFen));
  if (net === undefined || netBefore === undefined || netBefore === 0n) return false;
  const [people, peopleBefore] = [BigInt(sheet.populationCount), BigInt(before.populationCount)];
  const change = magnitude(net * peopleBefore - netBefore * people);
  return change * BigInt(ratio.denominator) > BigInt(ratio.numerator) * magnitude(netBefore) * people;
};

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
