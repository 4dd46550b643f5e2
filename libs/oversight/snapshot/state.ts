import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { snapshotEvents, type SnapshotEvent } from './events';

export type SnapshotPhase = 'ABSENT' | 'PUBLISHED' | 'AMENDED';

/** What was published never changes; notes may be added to it. */
export interface Snapshot {
  readonly phase: SnapshotPhase;
  readonly division: DivisionCode | null;
  /** Up to when knowledge counts for what was said last. */
  readonly knownAt: CalendarDate | null;
  /** Day of the last step. */
  readonly since: CalendarDate | null;
}

/** One bulletin number names one snapshot of a division. */
export const snapshotId = (division: DivisionCode, bulletinNo: string): string =>
  derivedId('reportSnapshot', division, bulletinNo);

const evolve = (snapshot: Snapshot, event: SnapshotEvent): Snapshot => {
  const { knownAt, on: since } = event.data;
  switch (event.type) {
    case 'ReportSnapshotPublished':
      return { phase: 'PUBLISHED', division: event.data.division, knownAt, since };
    case 'ReportSnapshotAmended':
      return { ...snapshot, phase: 'AMENDED', knownAt, since };
  }
};

export const snapshot: Aggregate<Snapshot, SnapshotEvent> = {
  category: 'reportSnapshot',
  initial: { phase: 'ABSENT', division: null, knownAt: null, since: null },
  evolve,
  events: snapshotEvents,
  scope: ({ division }) => division,
};
