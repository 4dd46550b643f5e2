import { monthOf, type CalendarDate } from '@kernel/calendar-date';
import type { Measures } from './tally-steps';

export interface TallyEntry {
  readonly key: string;
  readonly division: string;
  readonly effective: CalendarDate;
  readonly recorded: CalendarDate;
  readonly measure: string;
  readonly amount: number;
}

/** From this effective day on, as known from this recorded day on, so much more. */
export type TallyDay = readonly [effective: string, recorded: string, measure: string, amount: number];

/**
 * All entries of a key and division whose two days fall into two months, so that a figure for any pair of dates is the sum
 * of few documents, however many subjects are counted.
 */
export type TallyBucket = {
  readonly id: string;
  readonly key: string;
  readonly division: string;
  readonly effectiveMonth: string;
  readonly recordedMonth: string;
  readonly total: Measures;
  readonly days: readonly TallyDay[];
};

/** What the bucket says of two days: all of it where both lie behind its months, entry by entry where not. */
export const amountsIn = (
  { effectiveMonth, recordedMonth, total, days }: TallyBucket,
  asOf: CalendarDate,
  knownAt: CalendarDate,
): readonly (readonly [measure: string, amount: number])[] =>
  effectiveMonth < monthOf(asOf) && recordedMonth < monthOf(knownAt)
    ? Object.entries(total)
    : days
        .filter(([effective, recorded]) => effective <= asOf && recorded <= knownAt)
        .map(([, , measure, amount]) => [measure, amount]);

export const bucketId = ({ key, division, effective, recorded }: TallyEntry): string =>
  [key, division, monthOf(effective), monthOf(recorded)].join('|');

export const emptyBucket = (entry: TallyEntry): TallyBucket => ({
  id: bucketId(entry),
  key: entry.key,
  division: entry.division,
  effectiveMonth: monthOf(entry.effective),
  recordedMonth: monthOf(entry.recorded),
  total: {},
  days: [],
});

export const withEntry = (
  bucket: TallyBucket,
  { effective, recorded, measure, amount }: TallyEntry,
): TallyBucket => ({
  ...bucket,
  total: withAmount(bucket.total, measure, amount),
  days: withDay(bucket.days, [effective, recorded, measure, amount]),
});

const withAmount = (total: Measures, measure: string, amount: number): Measures => {
  const { [measure]: known = 0, ...others } = total;
  return known + amount === 0 ? others : { ...others, [measure]: known + amount };
};

const withDay = (days: readonly TallyDay[], day: TallyDay): readonly TallyDay[] => {
  const at = placeOf(days, day);
  const known = days[at];
  if (known === undefined || compare(known, day) !== 0) return [...days.slice(0, at), day, ...days.slice(at)];
  const [effective, recorded, measure, amount] = known;
  const sum = amount + day[3];
  const merged: readonly TallyDay[] = sum === 0 ? [] : [[effective, recorded, measure, sum]];
  return [...days.slice(0, at), ...merged, ...days.slice(at + 1)];
};

/** Where the day stands or would stand: the days are kept in order. */
const placeOf = (days: readonly TallyDay[], day: TallyDay): number => {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = days[middle];
    if (there !== undefined && compare(there, day) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const compare = (a: TallyDay, b: TallyDay): number => {
  for (const field of [0, 1, 2] as const) if (a[field] !== b[field]) return a[field] < b[field] ? -1 : 1;
  return 0;
};
