import type { CalendarDate } from '@kernel/calendar-date';
import { register, type Registered } from '@projection/fold';
import type { SnapshotEvent, SnapshotKind } from './events';

/** A published bulletin: the question its figures answer. The figures themselves are asked again, never kept. */
export type SnapshotRow = Registered & {
  readonly division: string;
  readonly kind: SnapshotKind;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
  readonly bulletinNo: string;
  readonly publishedOn: CalendarDate;
};

export const snapshotRegister = register<SnapshotEvent, SnapshotRow>({
  name: 'snapshot',
  version: 2,
  categories: ['reportSnapshot'],
  collection: 'snapshots',
  indexes: [
    { fields: ['division', 'publishedOn'] },
    { fields: ['kind', 'publishedOn'] },
    { fields: ['division', 'kind', 'knownAt'] },
  ],
  on: {
    ReportSnapshotPublished: (_none, { data: { division, kind, asOf, knownAt, bulletinNo, on } }) => ({
      ...{ division, kind, asOf, knownAt, bulletinNo },
      publishedOn: on,
    }),
  },
});
