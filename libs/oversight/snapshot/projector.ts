import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { metadataText } from '@event-store/event-store';
import { changed, register, type Registered } from '@projection/fold';
import type { SnapshotEvent, SnapshotKind } from './events';
import type { SnapshotPhase } from './state';

/** A note that was added to what was printed, and up to when knowledge counts for what it says. */
export type SnapshotAmendment = {
  readonly note: string;
  readonly reason: string;
  readonly by: string;
  readonly on: CalendarDate;
  readonly recordedOn: CalendarDate;
  readonly knownAt: CalendarDate;
};

/** A published bulletin: the question its figures answer. The figures themselves are asked again, never kept. */
export type SnapshotRow = Registered & {
  readonly division: string;
  readonly kind: SnapshotKind;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
  readonly bulletinNo: string;
  readonly publishedOn: CalendarDate;
  readonly state: Exclude<SnapshotPhase, 'ABSENT'>;
  readonly amendments: readonly SnapshotAmendment[];
};

export const snapshotRegister = register<SnapshotEvent, SnapshotRow>({
  name: 'snapshot',
  version: 3,
  categories: ['reportSnapshot'],
  collection: 'snapshots',
  indexes: [
    { fields: ['division', 'publishedOn'] },
    { fields: ['kind', 'publishedOn'] },
    { fields: ['state', 'publishedOn'] },
    { fields: ['division', 'kind', 'knownAt'] },
  ],
  on: {
    ReportSnapshotPublished: (_none, { data: { division, kind, asOf, knownAt, bulletinNo, on } }) => ({
      ...{ division, kind, asOf, knownAt, bulletinNo },
      ...{ publishedOn: on, state: 'PUBLISHED', amendments: [] },
    }),
    ReportSnapshotAmended: changed(({ amendments }, event) => {
      const { note, knownAt, amendedBy: by, on } = event.data;
      const recordedOn = recordedDate(metadataText(event, 'recordedAt'));
      const amendment = { note, reason: metadataText(event, 'reason'), by, on, recordedOn, knownAt };
      return { state: 'AMENDED', amendments: [...amendments, amendment] };
    }),
  },
});
