import { STAFF, type Role } from '@kernel/actor';
import { quarterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, entryOf, ListQuery, listOf, PAGE, type RegisterSpec } from '@query/register';
import { CauseFinder } from '@query/story/causes';
import { IsOneOf, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import {
  incomeAnswers,
  IncomeComparisons,
  IncomeDecline,
  IncomeGrowth,
  IncomeList,
} from '@linkage/income/queries';
import { wording } from '@oversight/audit/queries';
import { coverageDifferences } from '@oversight/coverage-list/queries';
import { bearingsOf, coverageOf } from '@oversight/coverage/queries';
import { parameterId, parameterTitle } from '@registry/parameter/queries';
import { differing, type Line } from './difference';
import { SNAPSHOT_KINDS, type SnapshotKind } from './events';
import { changedFigures, changedParameters, type ChangedParameter } from './figure-difference';
import type { SnapshotRow } from './projector';
import { bearsOnIncome, isSince, type IsCause, NOTHING, type Span, type Suspicion } from './suspicion';

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
  readonly changed: readonly Line[];
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

type Suspicions = ReadonlyMap<string, Suspicion>;

const coverageSuspicions = (views: Views, span: Span, ids: readonly string[]): Promise<Suspicions> =>
  bearingsOf(views, ids, { asOf: span.asOf, then: span.knownAt, now: span.today });

const incomeSuspicions = async (views: Views, span: Span, ids: readonly string[]): Promise<Suspicions> => {
  const isCause: IsCause = (event) => bearsOnIncome(event, span);
  const suspicionOf = async (householdId: string): Promise<readonly [string, Suspicion]> => {
    const question = Object.assign(new IncomeList(), { householdId, limit: PAGE.max });
    const { items } = (await askIncome(views, question)) as { items: readonly { readonly id: string }[] };
    const streams = [`household-${householdId}`, ...items.map(({ id }) => `householdIncome-${id}`)];
    return [householdId, { streams, isCause }];
  };
  return new Map(await Promise.all(ids.map(suspicionOf)));
};

const COMPARED = {
  COVERAGE: { compare: coverageCompared, suspect: coverageSuspicions },
  INCOME_GROWTH: { compare: incomeCompared, suspect: incomeSuspicions },
} as const;

const difference = async (query: SnapshotDifference, views: Views): Promise<object> => {
  const { id, limit = PAGE.usual, offset = 0 } = query;
  const snapshot = await entry<SnapshotRow>(views, SPEC, id);
  const published = { ...snapshot, division: snapshot.division as DivisionCode };
  const { compare, suspect } = COMPARED[snapshot.kind];
  const span: Span = { ...published, today: views.today as CalendarDate };
  const { then, now, changed } = await compare(views, published, span.today);
  const page = changed.slice(offset, offset + limit);
  const suspicions = await suspect(
    views,
    span,
    page.map(({ householdId }) => householdId),
  );
  const finder = new CauseFinder(views, wording);
  const caused = async (line: Line): Promise<object> => {
    const { streams, isCause } = suspicions.get(line.householdId) ?? NOTHING;
    return { ...line, ...(await finder.among(streams, isCause)) };
  };
  const decided = async ({ key, ...pair }: ChangedParameter): Promise<object> => ({
    ...{ key, title: parameterTitle(key) ?? null, ...pair },
    ...(await finder.among([`parameter-${parameterId(key)}`], (event) => isSince(event, span))),
  });
  return {
    ...{ snapshot, then, now, figures: changedFigures(then, now) },
    parameters: await Promise.all(changedParameters(then, now).map(decided)),
    changedCount: changed.length,
    changed: await Promise.all(page.map(caused)),
    next: offset + limit < changed.length ? offset + limit : null,
    position: await views.position(),
  };
};

export const snapshotAnswers: readonly AnyAnswering[] = [
  listOf(SnapshotList, SPEC),
  entryOf(SnapshotEntry, SPEC),
  answering(SnapshotDifference, difference),
];
