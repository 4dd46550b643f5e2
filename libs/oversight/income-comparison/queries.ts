import { STAFF, type Role } from '@kernel/actor';
import { quarterEnd, quarterOf, yearOf, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { compared, type Asked } from '@query/comparison/compared';
import { differing } from '@query/comparison/household-difference';
import { either, requireTwoMoments, type Bearing, type Moment } from '@query/comparison/moment';
import { PAGE } from '@query/register';
import { requireVisible } from '@query/scope';
import { incomeAnswers, IncomeList, type listing } from '@linkage/income/queries';
import {
  IncomeDecline,
  figureAnswers,
  IncomeGrowth,
  type IncomeDeclineFigures,
  type IncomeGrowthFigures,
} from '@linkage/income-figure/queries';
import { printedLines } from '@linkage/income-list/queries';
import { successionsBetween } from '@registry/division/queries';
import { withHeads } from '@registry/household/queries';
import { telling } from '@oversight/audit/queries';
import { IsDate, IsDivision, IsId, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { bearsOnIncome } from './reckoning';

/** R20: growth and decline as known on an earlier day, or of an earlier quarter, beside those of the question. */
export class IncomeGrowthComparison {
  static readonly title = '两个时刻的收入增幅比较';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly shows = 'HEAD';
  static readonly showsAt = '/changed';
  static readonly fixedDay = 'AS_OF_IS_QUARTER_END';

  @Optional() @IsDivision() division?: DivisionCode;
  @QueryWhole(2000, 2100) year!: number;
  @QueryWhole(1, 4) quarter!: Quarter;
  @Optional() @IsDate() knownAt?: CalendarDate;
  @QueryWhole(2000, 2100) fromYear!: number;
  @QueryWhole(1, 4) fromQuarter!: Quarter;
  /** What is known at the moment of the question where absent. */
  @Optional() @IsDate() fromKnownAt?: CalendarDate;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsId() cursor?: string;
}

const ask = async (views: Views, question: object): Promise<object> => {
  const answer = [...incomeAnswers, ...figureAnswers].find(({ query }) => query === question.constructor);
  if (answer === undefined) throw new Error(`income does not answer ${question.constructor.name}`);
  return answer.answer(question as never, views);
};

/** Income that S4 sets targets for. */
const PUBLISHED_INCOME = ['OPERATING', 'PROPERTY'] as const satisfies readonly IncomeGrowth['item'][];

type AtQuarter = Pick<Asked, 'division'> & Pick<IncomeGrowth, 'year' | 'quarter'> & Pick<Moment, 'knownAt'>;

const atQuarter = (division: DivisionCode, { asOf, knownAt }: Moment): AtQuarter => ({
  ...{ division, year: yearOf(asOf), quarter: quarterOf(asOf), knownAt },
});

/** What a bulletin of incomes prints. */
interface IncomeFigures {
  readonly growth: readonly IncomeGrowthFigures[];
  readonly decline: IncomeDeclineFigures;
}

const figuresAt = async (views: Views, at: AtQuarter): Promise<IncomeFigures> => {
  const growthOf = (item: IncomeGrowth['item']) =>
    ask(views, Object.assign(new IncomeGrowth(), { ...at, item })) as Promise<IncomeGrowthFigures>;
  const growth = await Promise.all(PUBLISHED_INCOME.map(growthOf));
  const decline = await ask(views, Object.assign(new IncomeDecline(), at));
  return { growth, decline: decline as IncomeDeclineFigures };
};

/** Where each of those figures is asked. */
export const incomeGrowthPaths = (division: DivisionCode, moment: Moment): readonly string[] => {
  const { year, quarter, knownAt } = atQuarter(division, moment);
  const at = `division=${division}&year=${String(year)}&quarter=${String(quarter)}&knownAt=${knownAt}`;
  return [...PUBLISHED_INCOME.map((item) => `/incomes/growth?item=${item}&${at}`), `/incomes/decline?${at}`];
};

/** What a bulletin of incomes prints. */
export const incomeGrowthAt = (views: Views, division: DivisionCode, moment: Moment) =>
  figuresAt(views, atQuarter(division, moment));

const comparedAt = async (views: Views, { division, from, to }: Asked) => {
  const [first, second] = [atQuarter(division, from), atQuarter(division, to)];
  const [then, now] = await Promise.all([figuresAt(views, first), figuresAt(views, second)]);
  const figures = { comparison: now.decline.comparison, items: PUBLISHED_INCOME };
  const [before, after] = await Promise.all([
    printedLines(views, first, figures),
    printedLines(views, second, figures),
  ]);
  return { then, now, changed: differing(before, after) };
};

const bearings = async (views: Views, asked: Asked, ids: readonly string[]) => {
  const isCause = bearsOnIncome(asked);
  const dossiers = await views
    .of('income-figures')
    .getMany<listing.HouseholdDossier>('income-household', ids);
  const villages = new Map(dossiers.map(({ id, divisions }) => [id, divisions as readonly DivisionCode[]]));
  const bearingOf = async (householdId: string): Promise<readonly [string, Bearing]> => {
    const question = Object.assign(new IncomeList(), { householdId, limit: PAGE.max });
    const { items } = (await ask(views, question)) as { items: readonly { readonly id: string }[] };
    const streams = [`household-${householdId}`, ...items.map(({ id }) => `householdIncome-${id}`)];
    const moved = await successionsBetween(views, asked, villages.get(householdId) ?? []);
    return [householdId, either({ streams, isCause }, moved)];
  };
  return new Map(await Promise.all(ids.map(bearingOf)));
};

export const comparedIncomeGrowth = compared({ compare: comparedAt, suspect: bearings }, telling);

const comparison = async (asked: IncomeGrowthComparison, views: Views) => {
  const { division = views.viewer.scope, year, quarter } = asked;
  const { knownAt = views.today as CalendarDate } = asked;
  const { fromYear, fromQuarter, fromKnownAt = knownAt } = asked;
  const from = { asOf: quarterEnd(fromYear, fromQuarter), knownAt: fromKnownAt };
  const to = { asOf: quarterEnd(year, quarter), knownAt };
  await requireVisible(views, division);
  requireTwoMoments({ from, to });
  const found = await comparedIncomeGrowth(views, { division, from, to }, asked);
  return { division, from, to, ...found };
};

export const incomeComparisonAnswers: readonly AnyAnswering[] = withHeads([
  answering(IncomeGrowthComparison, comparison),
]);
