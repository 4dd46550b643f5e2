import { monthOf, type CalendarDate } from '@kernel/calendar-date';
import type { CollectionSpec, Filter, Write } from '@read-store/read-store';
import { put, remove, type Documents, type Key } from './projector';
import {
  amountsIn,
  bucketId,
  emptyBucket,
  withEntry,
  type TallyBucket,
  type TallyEntry,
} from './tally-bucket';
import { stepDeltas, type Measures, type Steps } from './tally-steps';

/** What a subject counts for under one key (e.g. an industry), in a division and all those above it. */
export interface Contribution {
  readonly key: string;
  /** The division and its ancestors, as `lineage` gives them. */
  readonly divisions: readonly string[];
  readonly steps: Steps;
}

/** Knowledge of one subject changed: what it counted for until now, and what it counts for as known from `recorded` on. */
export interface TallyChange {
  readonly recorded: CalendarDate;
  readonly before: readonly Contribution[];
  readonly after: readonly Contribution[];
}

export const tallyCollection: CollectionSpec = {
  indexes: [{ fields: ['key', 'division', 'effectiveMonth', 'recordedMonth'] }],
};

/** What to add to each key and division; what a subject merely moves within a division cancels out there. */
export const tallyEntries = ({ recorded, before, after }: TallyChange): readonly TallyEntry[] => {
  const groups = new Map<string, { readonly key: string; readonly division: string }>();
  const [was, is] = [spread(before, groups), spread(after, groups)];
  return [...groups].flatMap(([group, place]) =>
    stepDeltas(was.get(group) ?? [], is.get(group) ?? []).map((delta) => ({ ...place, recorded, ...delta })),
  );
};

export const tallyNeeds = (collection: string, entries: readonly TallyEntry[]): readonly Key[] =>
  [...new Set(entries.map(bucketId))].map((id) => ({ collection, id }));

/** The buckets with the entries added; one that is left empty is dropped. */
export const tallyWrites = (
  collection: string,
  entries: readonly TallyEntry[],
  documents: Documents,
): readonly Write[] => {
  const buckets = new Map<string, TallyBucket>();
  for (const entry of entries) {
    const id = bucketId(entry);
    const bucket = buckets.get(id) ?? documents.get<TallyBucket>(collection, id) ?? emptyBucket(entry);
    buckets.set(id, withEntry(bucket, entry));
  }
  return [...buckets.values()].map((bucket) =>
    bucket.days.length > 0 ? put(collection, bucket) : remove(collection, bucket.id),
  );
};

export interface TallyQuestion {
  readonly keys: readonly string[];
  readonly divisions: readonly string[];
  /** True when. */
  readonly asOf: CalendarDate;
  /** Known when. */
  readonly knownAt: CalendarDate;
}

/** The buckets a question is answered from. */
export const tallyFilter = ({ keys, divisions, asOf, knownAt }: TallyQuestion): Filter => ({
  key: { $in: keys },
  division: { $in: divisions },
  effectiveMonth: { $lte: monthOf(asOf) },
  recordedMonth: { $lte: monthOf(knownAt) },
});

/** The figures at the end of the day `asOf`, as they were known at the end of the day `knownAt`. */
export const tallyAt = (
  buckets: Iterable<TallyBucket>,
  asOf: CalendarDate,
  knownAt: CalendarDate,
): Measures => {
  const sums = new Map<string, number>();
  for (const bucket of buckets)
    for (const [measure, amount] of amountsIn(bucket, asOf, knownAt))
      sums.set(measure, (sums.get(measure) ?? 0) + amount);
  return Object.fromEntries(sums);
};

export const tallySeries = (
  buckets: readonly TallyBucket[],
  dates: readonly CalendarDate[],
  knownAt: CalendarDate,
): readonly Measures[] => dates.map((date) => tallyAt(buckets, date, knownAt));

/** For figures side by side: each key's or each division's own buckets. */
export const tallyBy = (
  field: 'key' | 'division',
  buckets: Iterable<TallyBucket>,
): ReadonlyMap<string, readonly TallyBucket[]> => {
  const groups = new Map<string, TallyBucket[]>();
  for (const bucket of buckets) {
    const group = groups.get(bucket[field]);
    if (group === undefined) groups.set(bucket[field], [bucket]);
    else group.push(bucket);
  }
  return groups;
};

const spread = (
  contributions: readonly Contribution[],
  groups: Map<string, { readonly key: string; readonly division: string }>,
): ReadonlyMap<string, readonly Steps[]> => {
  const spreaded = new Map<string, Steps[]>();
  for (const { key, divisions, steps } of contributions)
    for (const division of divisions) {
      const group = `${key}|${division}`;
      groups.set(group, { key, division });
      spreaded.set(group, [...(spreaded.get(group) ?? []), steps]);
    }
  return spreaded;
};
