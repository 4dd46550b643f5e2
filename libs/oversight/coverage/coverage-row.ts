import type { CalendarDate } from '@kernel/calendar-date';
import type { Write } from '@read-store/read-store';
import type { Change, Turned } from './change';
import { COLLECTIONS } from './collections';
import type { Household } from './household';
import { OPEN, revisionOf, type Segment } from './segment';

/**
 * One line of the list behind every figure: a household, for days from … to (exclusive), as known on days
 * recordedFrom … recordedTo (exclusive). An end that is not known is a day after all others.
 */
export type CoverageRow = Segment & {
  readonly id: string;
  readonly householdId: string;
  readonly householdNo: string;
  readonly recordedTo: CalendarDate;
};

/** Of one household there is one line for each key, first day and day of knowledge. */
const coverageRow = (
  household: Household,
  segment: Segment,
  recordedTo: CalendarDate = OPEN,
): CoverageRow => ({
  ...segment,
  id: [household.id, segment.key, segment.from, segment.recordedFrom].join('|'),
  householdId: household.id,
  householdNo: household.householdNo,
  recordedTo,
});

/** A line that was believed for less than a day is not kept: no figure of any day held it. */
const rowsOfOne = (
  { before, after }: Turned<Household>,
  recorded: CalendarDate,
): readonly (readonly [string, CoverageRow | null])[] => {
  const { dropped, added } = revisionOf(before.timeline, after.timeline);
  const closed = dropped.map((segment) => {
    const row = coverageRow(after, segment, recorded);
    return [row.id, segment.recordedFrom < recorded ? row : null] as const;
  });
  const opened = added.map((segment) => {
    const row = coverageRow(after, segment);
    return [row.id, row] as const;
  });
  return [...closed, ...opened];
};

/** Each line once: one that is dropped and found again on the same day is what it is now. */
export const rowWrites = ({ households, recorded }: Change): readonly Write[] => {
  const rows = new Map(households.flatMap((household) => rowsOfOne(household, recorded)));
  return [...rows].map(([id, doc]) => ({ collection: COLLECTIONS.rows, id, doc }));
};
