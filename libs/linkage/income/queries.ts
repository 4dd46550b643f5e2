import { HOUSEHOLD_HEADS, STAFF } from '@kernel/actor';
import type { CalendarDate, Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { entryOf, EntryQuery, ListQuery, listOf } from '@query/register';
import { inTerritory, requireVisible, successorsAt } from '@query/scope';
import type { Filter } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
import { requiredParameter } from '@registry/parameter/queries';
import { IsDate, IsDivision, IsId, Optional } from '@validation/fields';
import { QueryFlag, QuerySetOf, QueryWhole } from '@validation/query-fields';
import { IsBoolean } from 'class-validator';
import { CATEGORIES, type Category, type Choice } from './contribution';
import { placeOf, type Asking } from './household-list';
import type { HouseholdDossier } from './knowledge';
import { period } from './period';
import { BOOK, endOf } from './yearly';
export * as explaining from './explanation';
export * as listing from './listing';
export * as reckoning from './reckoning';
export * as yearly from './yearly';

export class IncomeList extends ListQuery {
  static readonly title = '收入台账';
  static readonly askedBy = STAFF;
  static readonly askedOfOwn = HOUSEHOLD_HEADS;
  static readonly shows = 'HEAD';
  @Optional() @IsId() householdId?: string;
  @Optional() @QueryWhole(2000, 2100) year?: number;
  @Optional() @QueryFlag() @IsBoolean() awaitsCorrection?: boolean;
}

export class IncomeEntry extends EntryQuery {
  static readonly title = '农户年度收入';
  static readonly askedBy = STAFF;
  static readonly askedOfOwn = HOUSEHOLD_HEADS;
  static readonly shows = 'HEAD';
}

/** Of the asker's own division where none is named; true at the last day of the quarter, known at the day named or today. */
export abstract class QuarterFigure {
  static readonly fixedDay = 'AS_OF_IS_QUARTER_END';
  @Optional() @IsDivision() division?: DivisionCode;
  @QueryWhole(2000, 2100) year!: number;
  @QueryWhole(1, 4) quarter!: Quarter;
  /** Households in any of these groups; the target groups of the place where absent. */
  @Optional() @QuerySetOf(CATEGORIES) categories?: Category[];
  @Optional() @IsDate() knownAt?: CalendarDate;
}

/** What is asked of a quarter, as a figure or as the list behind it. */
export type OfQuarter = Pick<QuarterFigure, 'division' | 'year' | 'quarter' | 'categories' | 'knownAt'>;

type Moment = Omit<Asking, keyof Choice>;

const momentOf = async (query: OfQuarter, views: Views): Promise<Moment> => {
  const division = query.division ?? views.viewer.scope;
  await requireVisible(views, division);
  const of = period(query.year, query.quarter);
  const [asOf, knownAt] = [endOf(of), query.knownAt ?? (views.today as CalendarDate)];
  if (knownAt < asOf) throw new Unanswerable('FIGURE_BEFORE_QUARTER_END', knownAt);
  const successors = await successorsAt(views, { asOf, knownAt });
  return { division, successors, period: of, asOf, knownAt };
};

/** Of one household, whatever groups it is in. */
export const ofAnybody = async (query: OfQuarter, views: Views): Promise<Asking> => ({
  ...(await momentOf(query, views)),
  categories: undefined,
  includeRiskEliminated: true,
});

/**
 * The households a figure is about, by which parameters: those of the groups named, or of the target groups of the place, the
 * 脱贫人口 of S4 (R20, R22, R23). Whether eliminated risks count the place decides either way (3.4, 4).
 * @throws Refusal PARAMETER_NOT_CONFIGURED
 */
export const askingOf = async (query: OfQuarter, views: Views) => {
  const moment = await momentOf(query, views);
  const categoriesParameter = await requiredParameter(views, 'coverage.targetCategories', placeOf(moment));
  const includingParameter = await requiredParameter(
    views,
    'coverage.includeRiskEliminated',
    placeOf(moment),
  );
  const categories = query.categories ?? (categoriesParameter.value as Category[]);
  const asking: Asking = { ...moment, categories, includeRiskEliminated: includingParameter.value === true };
  return { asking, among: { categories, categoriesParameter, includingParameter } };
};

/** Who ever lived there: where each did on the day of the question, its dossier says. */
export const livedIn = (asking: Asking): Filter => inTerritory(asking, 'divisions');

/** Of whom something can be said for the quarter. */
export const heard = (asking: Asking): Filter => ({ ...livedIn(asking), periods: asking.period });

/** All of them, in the order of their ids. */
export const dossiersIn = (views: Views, asking: Asking): Promise<readonly HouseholdDossier[]> =>
  everyRow<HouseholdDossier>(views.of('income-figures'), 'income-household', {
    filter: heard(asking),
    sort: [['id', 1]],
  });

export const incomeAnswers: readonly AnyAnswering[] = [listOf(IncomeList, BOOK), entryOf(IncomeEntry, BOOK)];
