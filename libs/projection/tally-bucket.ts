import { monthOf, type CalendarDate } from '@kernel/calendar-date';
import type { Measures, StepDelta } from './tally-steps';

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

/** What one change adds to the buckets of any key and division: all of a bucket but where it lies. */
export type TallyShape = Omit<TallyBucket, 'id' | 'key' | 'division'>;

/** The deltas, known from one day on, month by month. */
export const shapesOf = (deltas: readonly StepDelta[], recorded: CalendarDate): readonly TallyShape[] => {
  const months = new Map<string, TallyDay[]>();
  for (const { effective, measure, amount } of deltas) {
    const month = monthOf(effective);
    const days = months.get(month) ?? [];
    days.push([effective, recorded, measure, amount]);
    months.set(month, days);
  }
  return [...months].map(([effectiveMonth, days]) => ({
    effectiveMonth,
    recordedMonth: monthOf(recorded),
    total: totalOf(days),
    days: days.sort(compare),
  }));
};

export const placed = (
  shape: TallyShape,
  { key, division }: Pick<TallyBucket, 'key' | 'division'>,
): TallyBucket => ({
  id: [key, division, shape.effectiveMonth, shape.recordedMonth].join('|'),
  key,
  division,
  ...shape,
});

/** Both together. */
export const joined = (bucket: TallyBucket, added: TallyBucket): TallyBucket => ({
  ...bucket,
  total: joinedTotal(bucket.total, added.total),
  days: joinedDays(bucket.days, added.days),
});

const totalOf = (days: readonly TallyDay[]): Measures => {
  let total: Measures = {};
  for (const [, , measure, amount] of days) total = joinedTotal(total, { [measure]: amount });
  return total;
};

/** A measure that comes to nothing is left out. */
const joinedTotal = (total: Measures, added: Measures): Measures => {
  const sums = new Map(Object.entries(total));
  for (const [measure, amount] of Object.entries(added)) {
    const sum = (sums.get(measure) ?? 0) + amount;
    if (sum === 0) sums.delete(measure);
    else sums.set(measure, sum);
  }
  return Object.fromEntries(sums);
};

/** In order; equal days are added up, and one that comes to nothing is left out. */
const joinedDays = (days: readonly TallyDay[], added: readonly TallyDay[]): readonly TallyDay[] => {
  const all = [...days];
  for (const day of added) {
    const at = placeOf(all, day);
    const known = all[at];
    if (known === undefined || compare(known, day) !== 0) all.splice(at, 0, day);
    else all.splice(at, 1, ...summed(known, day[3]));
  }
  return all;
};

const summed = ([effective, recorded, measure, amount]: TallyDay, more: number): readonly TallyDay[] =>
  amount + more === 0 ? [] : [[effective, recorded, measure, amount + more]];

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
