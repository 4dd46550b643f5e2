import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { SnapshotEvent } from './events';
import { snapshotId } from './state';

export const COUNTY = divisionCode('530424000000');
export const BULLETIN = '华乡振通报〔2025〕1号';
export const SNAPSHOT = snapshotId(COUNTY, BULLETIN);

export const countyInformant: Actor = { user: 'county', role: 'COUNTY_INFORMANT', scope: COUNTY };

/** A note that says what came to be known of June by the tenth of August. */
export const amended = {
  type: 'ReportSnapshotAmended',
  data: {
    ...{ note: '一户收入迟报，更正附后', amendedBy: countyInformant.user },
    knownAt: calendarDate('2025-08-10'),
    on: calendarDate('2025-08-11'),
  },
} as const satisfies SnapshotEvent;

export const published = {
  type: 'ReportSnapshotPublished',
  data: {
    ...{ snapshotId: SNAPSHOT, kind: 'COVERAGE', division: COUNTY, bulletinNo: BULLETIN },
    asOf: calendarDate('2025-06-30'),
    knownAt: calendarDate('2025-07-05'),
    on: calendarDate('2025-07-06'),
  },
} as const satisfies SnapshotEvent;
