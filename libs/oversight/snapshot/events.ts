import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';

export const SNAPSHOT_KINDS = ['COVERAGE', 'INCOME_GROWTH'] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/**
 * A published figure is a question and the day up to which knowledge counted. Every figure can be asked again as known
 * then, so the bulletin can be printed again for ever and a later correction shows as a difference.
 */
export type SnapshotEvent =
  | Event<
      'ReportSnapshotPublished',
      {
        snapshotId: string;
        kind: SnapshotKind;
        division: DivisionCode;
        /** Effective date of the figures. */
        asOf: CalendarDate;
        /** Last recorded day that counts; a day that was over when it was published. */
        knownAt: CalendarDate;
        bulletinNo: string;
        on: CalendarDate;
      }
    >
  /** What was published stays; the note stands beside it, with the day up to which knowledge counts for what it says. */
  | Event<
      'ReportSnapshotAmended',
      { note: string; knownAt: CalendarDate; amendedBy: string; on: CalendarDate }
    >;

export const snapshotEvents: Readonly<Record<SnapshotEvent['type'], number>> = {
  ReportSnapshotPublished: 1,
  ReportSnapshotAmended: 1,
};
