import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, entryOf, ListQuery, listOf, PAGE, type RegisterSpec } from '@query/register';
import { withHeads } from '@registry/household/queries';
import { IsId, IsOneOf, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { comparedCoverage } from '@oversight/coverage-comparison/queries';
import { comparedIncomeGrowth } from '@oversight/income-comparison/queries';
import { SNAPSHOT_KINDS, type SnapshotKind } from './events';
import type { SnapshotRow } from './projector';

export class SnapshotList extends ListQuery {
  static readonly title = '通报快照列表';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsOneOf(SNAPSHOT_KINDS) kind?: SnapshotKind;
  @Optional() @IsText(100) bulletinNo?: string;
}

export class SnapshotEntry extends EntryQuery {
  static readonly title = '通报快照';
  static readonly askedBy: readonly Role[] = STAFF;
}

/** 3.4, 6: the figures as they were published, the same figures as known now, and the households that made the difference. */
export class SnapshotDifference extends EntryQuery {
  static readonly title = '通报与现况差异';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly shows = 'HEAD';
  static readonly showsAt = '/changed';
  static readonly fixedDay = 'AS_OF_IS_PUBLISHED_DAY';

  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsId() cursor?: string;
}

const SPEC: RegisterSpec = {
  projection: 'snapshot',
  collection: 'snapshots',
  kind: 'snapshot',
  sort: [['publishedOn', -1]],
};

const COMPARED = { COVERAGE: comparedCoverage, INCOME_GROWTH: comparedIncomeGrowth } as const;

const difference = async ({ id, ...paging }: SnapshotDifference, views: Views): Promise<object> => {
  const snapshot = await entry<SnapshotRow>(views, SPEC, id);
  const { kind, asOf, knownAt } = snapshot;
  const division = snapshot.division as DivisionCode;
  const to = { asOf, knownAt: views.today as CalendarDate };
  const found = await COMPARED[kind](views, { division, from: { asOf, knownAt }, to }, paging);
  return { snapshot, ...found };
};

export const snapshotAnswers: readonly AnyAnswering[] = withHeads([
  listOf(SnapshotList, SPEC),
  entryOf(SnapshotEntry, SPEC),
  answering(SnapshotDifference, difference),
]);
