import { monthOf, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Territory } from '@kernel/succession';
import type { CollectionSpec, Filter, Write } from '@read-store/read-store';
import { put, remove, type Documents, type Key } from './projector';
import { amountsIn, joined, placed, shapesOf, type TallyBucket, type TallyShape } from './tally-bucket';
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

/** What to add to the buckets; what a subject merely moves within a division cancels out there. */
export const tallyAdditions = ({ recorded, before, after }: TallyChange): readonly TallyBucket[] => {
  const shapes = shaping(recorded);
  return placesOf(before, after).flatMap((place) => shapes(place).map((shape) => placed(shape, place)));
};

export const tallyNeeds = (collection: string, additions: readonly TallyBucket[]): readonly Key[] =>
  additions.map(({ id }) => ({ collection, id }));

/** The buckets with the additions; one that is left empty is dropped. */
export const tallyWrites = (
  collection: string,
  additions: readonly TallyBucket[],
  documents: Documents,
): readonly Write[] =>
  additions.map((added) => {
    const known = documents.get<TallyBucket>(collection, added.id);
    const bucket = known === undefined ? added : joined(known, added);
    return bucket.days.length > 0 ? put(collection, bucket) : remove(collection, bucket.id);
  });

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

/** The codes whose buckets make up the figures of a territory. */
export const tallyDivisions = ({ counted, without }: Territory): readonly DivisionCode[] => [
  ...counted,
  ...without,
];

/** The same of a territory, from the buckets of its codes by division. */
export const tallyIn = (
  groups: ReadonlyMap<string, readonly TallyBucket[]>,
  { counted, without }: Territory,
  { asOf, knownAt }: Pick<TallyQuestion, 'asOf' | 'knownAt'>,
): Measures => {
  const measuresOf = (codes: readonly string[]): Measures =>
    tallyAt(
      codes.flatMap((code) => groups.get(code) ?? []),
      asOf,
      knownAt,
    );
  const all = measuresOf(counted);
  if (without.length === 0) return all;
  const elsewhere = measuresOf(without);
  return Object.fromEntries(
    Object.entries(all).map(([measure, amount]) => [measure, amount - (elsewhere[measure] ?? 0)]),
  );
};

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

/** One key in one division, with what was counted there and what is. */
interface Place {
  readonly key: string;
  readonly division: string;
  readonly was: Steps[];
  readonly is: Steps[];
}

const placesOf = (before: readonly Contribution[], after: readonly Contribution[]): readonly Place[] => {
  const places = new Map<string, Place>();
  const at = (key: string, division: string): Place => {
    const name = `${key}|${division}`;
    const place = places.get(name) ?? { key, division, was: [], is: [] };
    places.set(name, place);
    return place;
  };
  for (const { key, divisions, steps } of before)
    for (const division of divisions) at(key, division).was.push(steps);
  for (const { key, divisions, steps } of after)
    for (const division of divisions) at(key, division).is.push(steps);
  return [...places.values()];
};

/** A division and those above it mostly have the same in common: what follows from it is worked out once. */
const shaping = (recorded: CalendarDate): ((place: Place) => readonly TallyShape[]) => {
  const numbers = new Map<Steps, number>();
  const shapes = new Map<string, readonly TallyShape[]>();
  const numberOf = (steps: Steps): number => {
    const number = numbers.get(steps) ?? numbers.size;
    numbers.set(steps, number);
    return number;
  };
  return ({ was, is }) => {
    const name = `${was.map(numberOf).join(' ')}|${is.map(numberOf).join(' ')}`;
    const known = shapes.get(name) ?? shapesOf(stepDeltas(was, is), recorded);
    shapes.set(name, known);
    return known;
  };
};
