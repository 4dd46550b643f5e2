import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { changedFigures, changedParameters } from '@query/comparison/figure-difference';
import type { Moment } from '@query/comparison/moment';
import { entry, EntryQuery, entryOf, ListQuery, listOf, PAGE, type RegisterSpec } from '@query/register';
import { withHeads } from '@registry/household/queries';
import { IsId, IsOneOf, IsSealedText, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import type { Filter, SortOrder } from '@read-store/read-store';
import { comparedCoverage } from '@oversight/coverage-comparison/queries';
import { coverageOf } from '@oversight/coverage/queries';
import { comparedIncomeGrowth, incomeGrowthAt } from '@oversight/income-comparison/queries';
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

/**
 * 3.4, 6: what the next bulletin has to say of those before it: the figures that have been corrected since the last one. A correction may
 * reach back to any of them, so all are reckoned anew, page by page: `next` is null when none of the `earlier` ones is left.
 */
export class SnapshotNote extends EntryQuery {
  static readonly title = '通报附注';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly fixedDay = 'AS_OF_IS_PUBLISHED_DAY';

  /** Earlier bulletins that a page looks at; of some of them there is nothing to say. */
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
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

type FiguresAt = (views: Views, division: DivisionCode, moment: Moment) => Promise<object>;

const FIGURES: Readonly<Record<SnapshotKind, FiguresAt>> = {
  COVERAGE: (views, division, moment) => coverageOf(views, { division, ...moment }),
  INCOME_GROWTH: incomeGrowthAt,
};

const LAST_FIRST: SortOrder = [['knownAt', -1]];

/** Bulletins of the same figures in the same place that knew less. */
const earlierThan = ({ division, kind, knownAt }: SnapshotRow): Filter => ({
  ...{ division, kind, knownAt: { $lt: knownAt } },
});

interface Correcting {
  readonly since: CalendarDate;
  readonly until: CalendarDate;
}

/** The figures of a bulletin that were known otherwise by the second day than by the first; nothing where none was. */
const corrected = async (
  views: Views,
  { id: snapshotId, kind, bulletinNo, asOf, division }: SnapshotRow,
  { since, until }: Correcting,
): Promise<readonly object[]> => {
  const figuresAt = (knownAt: CalendarDate) =>
    FIGURES[kind](views, division as DivisionCode, { asOf, knownAt });
  const [then, now] = await Promise.all([figuresAt(since), figuresAt(until)]);
  const [figures, parameters] = [changedFigures(then, now), changedParameters(then, now)];
  return figures.length === 0 ? [] : [{ snapshotId, bulletinNo, asOf, figures, parameters }];
};

const note = async ({ id, limit = PAGE.usual, cursor }: SnapshotNote, views: Views): Promise<object> => {
  const snapshot = await entry<SnapshotRow>(views, SPEC, id);
  const reader = views.of(SPEC.projection);
  const filter = earlierThan(snapshot);
  const last = await reader.find<SnapshotRow>(SPEC.collection, { filter, sort: LAST_FIRST, limit: 1 });
  const since = last.items[0]?.knownAt ?? null;
  const more = cursor === undefined ? {} : { after: cursor };
  const page = await reader.find<SnapshotRow>(SPEC.collection, { filter, sort: LAST_FIRST, limit, ...more });
  const between = { since: since ?? snapshot.knownAt, until: snapshot.knownAt };
  const corrections = await Promise.all(page.items.map((row) => corrected(views, row, between)));
  return {
    ...{ snapshot, since, earlier: await reader.count(SPEC.collection, filter) },
    ...{ corrections: corrections.flat(), next: page.next, position: await views.position() },
  };
};

export const snapshotAnswers: readonly AnyAnswering[] = withHeads([
  listOf(SnapshotList, SPEC),
  entryOf(SnapshotEntry, SPEC),
  answering(SnapshotDifference, difference),
  answering(SnapshotNote, note),
]);
