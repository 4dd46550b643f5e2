import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal, type Unmet } from '@kernel/refusal';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { changedFigures, changedParameters } from '@query/comparison/figure-difference';
import type { Moment } from '@query/comparison/moment';
import { entry, EntryQuery, ListQuery, listOf, PAGE, type RegisterSpec } from '@query/register';
import { withHeads } from '@registry/household/queries';
import { IsId, IsOneOf, IsSealedText, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import type { Filter, SortOrder } from '@read-store/read-store';
import { comparedCoverage } from '@oversight/coverage-comparison/queries';
import { coverageOf } from '@oversight/coverage/queries';
import {
  comparedIncomeGrowth,
  incomeGrowthAt,
  incomeGrowthPaths,
} from '@oversight/income-comparison/queries';
import { SNAPSHOT_KINDS, type SnapshotKind } from './events';
import type { SnapshotRow } from './projector';

const STATES = ['PUBLISHED', 'AMENDED'] as const;
type SnapshotState = (typeof STATES)[number];

export class SnapshotList extends ListQuery {
  static readonly title = '通报快照列表';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsOneOf(SNAPSHOT_KINDS) kind?: SnapshotKind;
  @Optional() @IsText(100) bulletinNo?: string;
  @Optional() @IsOneOf(STATES) state?: SnapshotState;
}

/**
 * With the figures as they were published; null, and why, of one from before it was asked whether they can be reckoned. Each amendment
 * with the figures that were known otherwise by its day.
 */
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
 * reach back to any of them, so all are reckoned anew, page by page: `next` is null when none of the `earlier` ones is left. With each the notes that were added to it meanwhile.
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

const momentOf = ({ asOf, knownAt }: SnapshotRow): Moment => ({ asOf, knownAt });

type PathsAt = (division: DivisionCode, moment: Moment) => readonly string[];

const PATHS: Readonly<Record<SnapshotKind, PathsAt>> = {
  COVERAGE: (division, { asOf, knownAt }) => [
    `/coverage?division=${division}&asOf=${asOf}&knownAt=${knownAt}`,
  ],
  INCOME_GROWTH: incomeGrowthPaths,
};

/** With where its figures are asked, as they were published, how they differ by now, and what it has to say of those before it. */
const withPaths = (row: SnapshotRow) => ({
  ...row,
  figureRefs: PATHS[row.kind](row.division as DivisionCode, momentOf(row)),
  differenceRef: `/snapshots/${row.id}/difference`,
  noteRef: `/snapshots/${row.id}/note`,
});

const SPEC: RegisterSpec<SnapshotRow, ReturnType<typeof withPaths>> = {
  projection: 'snapshot',
  collection: 'snapshots',
  kind: 'snapshot',
  sort: [['publishedOn', -1]],
  shown: withPaths,
};

const COMPARED = { COVERAGE: comparedCoverage, INCOME_GROWTH: comparedIncomeGrowth } as const;

const difference = async ({ id, ...paging }: SnapshotDifference, views: Views) => {
  const snapshot = await entry<SnapshotRow>(views, SPEC, id);
  const { kind, asOf, knownAt } = snapshot;
  const division = snapshot.division as DivisionCode;
  const to = { asOf, knownAt: views.today as CalendarDate };
  const found = await COMPARED[kind](views, { division, from: { asOf, knownAt }, to }, paging);
  return { snapshot, ...found };
};

const FIGURES = {
  COVERAGE: (views: Views, division: DivisionCode, moment: Moment) =>
    coverageOf(views, { division, ...moment }),
  INCOME_GROWTH: incomeGrowthAt,
} satisfies Readonly<Record<SnapshotKind, unknown>>;

interface Printed {
  readonly figures: Awaited<ReturnType<(typeof FIGURES)[SnapshotKind]>> | null;
  readonly missing: readonly Unmet[];
}

const printed = async (views: Views, { kind, division }: SnapshotRow, moment: Moment): Promise<Printed> => {
  try {
    const figures = await FIGURES[kind](views, division as DivisionCode, moment);
    return { figures, missing: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { figures: null, missing: error.unmet };
  }
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

/** The figures of a bulletin that were known otherwise later; none where they cannot be reckoned. */
const changedFrom = ({ figures: then }: Printed, { figures: now }: Printed) =>
  then === null || now === null
    ? { figures: [], parameters: [] }
    : { figures: changedFigures(then, now), parameters: changedParameters(then, now) };

const bulletin = async ({ id }: SnapshotEntry, views: Views) => {
  const row = await entry<SnapshotRow>(views, SPEC, id);
  const first = await printed(views, row, momentOf(row));
  const amendments = row.amendments.map(async (amendment) => ({
    ...amendment,
    ...changedFrom(first, await printed(views, row, momentOf({ ...row, knownAt: amendment.knownAt }))),
  }));
  return { ...withPaths(row), amendments: await Promise.all(amendments), ...first };
};

/** Nothing where a bulletin neither says other figures by now nor was amended between the two days. */
const corrected = async (views: Views, row: SnapshotRow, between: Correcting) => {
  const { id: snapshotId, bulletinNo, asOf } = row;
  const amendments = row.amendments.filter(
    ({ recordedOn }) => recordedOn > between.since && recordedOn <= between.until,
  );
  const at = (knownAt: CalendarDate) => printed(views, row, { asOf, knownAt });
  const [then, now] = await Promise.all([at(between.since), at(between.until)]);
  const { figures, parameters } = changedFrom(then, now);
  const isSilent = figures.length === 0 && amendments.length === 0;
  return isSilent ? [] : [{ snapshotId, bulletinNo, asOf, figures, parameters, amendments }];
};

const note = async ({ id, limit = PAGE.usual, cursor }: SnapshotNote, views: Views) => {
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
    ...{ corrections: corrections.flat(), next: page.next },
  };
};

export const snapshotAnswers: readonly AnyAnswering[] = withHeads([
  listOf(SnapshotList, SPEC),
  answering(SnapshotEntry, bulletin),
  answering(SnapshotDifference, difference),
  answering(SnapshotNote, note),
]);
