import { STAFF, type Role } from '@kernel/actor';
import { quarterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, entryOf, ListQuery, listOf, PAGE, type RegisterSpec } from '@query/register';
import { IsOneOf, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { incomeAnswers, IncomeComparisons, IncomeDecline, IncomeGrowth } from '@linkage/income/queries';
import { coverageDifferences } from '@oversight/coverage-list/queries';
import { coverageOf } from '@oversight/coverage/queries';
import { differing, type Line } from './difference';
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
  static readonly fixedDay = 'AS_OF_IS_PUBLISHED_DAY';

  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  @Optional() @QueryWhole(0, Number.MAX_SAFE_INTEGER) offset?: number;
}

const SPEC: RegisterSpec = {
  projection: 'snapshot',
  collection: 'snapshots',
  kind: 'snapshot',
  sort: [['publishedOn', -1]],
};

interface Compared {
  readonly then: object;
  readonly now: object;
  readonly changed: readonly object[];
}

interface Published {
  readonly division: DivisionCode;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
}

const coverageCompared = async (
  views: Views,
  published: Published,
  today: CalendarDate,
): Promise<Compared> => {
  const { division, asOf, knownAt } = published;
  const [then, now, changed] = await Promise.all([
    coverageOf(views, { division, asOf, knownAt }),
    coverageOf(views, { division, asOf, knownAt: today }),
    coverageDifferences(views, { division, asOf, then: knownAt, now: today }),
  ]);
  return { then, now, changed };
};

const askIncome = async (views: Views, question: object): Promise<object> => {
  const answer = incomeAnswers.find(({ query }) => query === question.constructor);
  if (answer === undefined) throw new Error(`income does not answer ${question.constructor.name}`);
  return answer.answer(question as never, views);
};

/** Income that S4 sets targets for. */
const PUBLISHED_INCOME = ['OPERATING', 'PROPERTY'] as const satisfies readonly IncomeGrowth['item'][];

const incomeAt = async (
  views: Views,
  quarter: Pick<IncomeGrowth, 'division' | 'year' | 'quarter'>,
  knownAt: CalendarDate,
) => {
  const growthOf = async (item: IncomeGrowth['item']) => {
    const question = Object.assign(new IncomeGrowth(), { ...quarter, knownAt, item });
    return { item, ...(await askIncome(views, question)) };
  };
  const growth = await Promise.all(PUBLISHED_INCOME.map(growthOf));
  const decline = await askIncome(views, Object.assign(new IncomeDecline(), { ...quarter, knownAt }));
  return { growth, decline: decline as Pick<IncomeComparisons, 'comparison'> };
};

/** All lines behind the figures, page by page. */
const incomeLines = async (views: Views, asked: Partial<IncomeComparisons>): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const more = cursor === undefined ? {} : { cursor };
    const question = Object.assign(new IncomeComparisons(), { ...asked, limit: PAGE.max, ...more });
    const page = (await askIncome(views, question)) as { items: readonly Line[]; next: string | null };
    lines.push(...page.items);
    cursor = page.next;
  }
  return lines;
};

const incomeCompared = async (views: Views, published: Published, today: CalendarDate): Promise<Compared> => {
  const { division, asOf, knownAt } = published;
  const quarter = { division, year: yearOf(asOf), quarter: quarterOf(asOf) };
  const [then, now] = await Promise.all([incomeAt(views, quarter, knownAt), incomeAt(views, quarter, today)]);
  const { comparison } = then.decline;
  const [before, after] = await Promise.all([
    incomeLines(views, { ...quarter, comparison, knownAt }),
    incomeLines(views, { ...quarter, comparison, knownAt: today }),
  ]);
  return { then, now, changed: differing(before, after) };
};

const COMPARED = { COVERAGE: coverageCompared, INCOME_GROWTH: incomeCompared } as const;

const difference = async (
  { id, limit = PAGE.usual, offset = 0 }: SnapshotDifference,
  views: Views,
): Promise<object> => {
  const snapshot = await entry<SnapshotRow>(views, SPEC, id);
  const published = { ...snapshot, division: snapshot.division as DivisionCode };
  const { then, now, changed } = await COMPARED[snapshot.kind](views, published, views.today as CalendarDate);
  return {
    ...{ snapshot, then, now, changedCount: changed.length },
    changed: changed.slice(offset, offset + limit),
    position: await views.position(),
  };
};

export const snapshotAnswers: readonly AnyAnswering[] = [
  listOf(SnapshotList, SPEC),
  entryOf(SnapshotEntry, SPEC),
  answering(SnapshotDifference, difference),
];
