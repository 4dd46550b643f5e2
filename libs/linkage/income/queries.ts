import { HOUSEHOLD_HEADS, STAFF } from '@kernel/actor';
import { addDays, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { territoryOf } from '@kernel/succession';
import { tallyBy, tallyDivisions, tallyIn } from '@projection/tally';
import { readTally } from '@projection/tally-reader';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { entryOf, EntryQuery, ListQuery, listOf } from '@query/register';
import { inTerritory, requireVisible, successorsAt } from '@query/scope';
import type { Filter } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
import { parameterInForceView, requiredParameter } from '@registry/parameter/queries';
import { IsDate, IsDivision, IsId, IsOneOf, Optional } from '@validation/fields';
import { QueryFlag, QuerySetOf, QueryWhole } from '@validation/query-fields';
import { IsBoolean } from 'class-validator';
import { COMPARISONS, type Comparison } from './comparison';
import { CATEGORIES, keysOf, type Category, type Choice, type Subject } from './contribution';
import { declineFigure, recordingFigure } from './decline';
import type { IncomeDeclineFigures, IncomeGrowthFigures } from './figures';
import { basisIn, GROWTH_ITEMS, growthAnswer, targetKey, type Target } from './growth';
import { placeOf, type Asking } from './household-list';
import type { HouseholdDossier } from './knowledge';
import { period, yearBefore } from './period';
import { BOOK, endOf } from './yearly';
export * as explaining from './explanation';
export type { IncomeDeclineFigures, IncomeGrowthFigures } from './figures';
export * as listing from './listing';
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

export class IncomeGrowth extends QuarterFigure {
  static readonly title = '收入增幅';
  static readonly askedBy = STAFF;

  @IsOneOf(GROWTH_ITEMS) item!: (typeof GROWTH_ITEMS)[number];
}

export class IncomeDecline extends QuarterFigure {
  static readonly title = '收入下降户占比';
  static readonly askedBy = STAFF;

  /** The county's own where absent. */
  @Optional() @IsOneOf(COMPARISONS) comparison?: Comparison;
}

/** R23. */
export class IncomeRecording extends QuarterFigure {
  static readonly title = '季度收入采录率';
  static readonly askedBy = STAFF;
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

/** What was tallied of the subjects together; subjects of one question name their measures differently. */
const measuresOf = async (views: Views, asking: Asking, ...subjects: Subject[]) => {
  const keys = subjects.flatMap((subject) => keysOf(subject, asking));
  const territory = territoryOf(asking.division, asking.successors);
  const question = { ...asking, keys, divisions: tallyDivisions(territory) };
  const buckets = await readTally(views.of('income-figures'), 'income-tally', question);
  return tallyIn(tallyBy('division', buckets), territory, asking);
};

/** Null for a category that has no target. @throws Refusal PARAMETER_NOT_CONFIGURED */
const targetOf = async (views: Views, item: IncomeGrowth['item'], asking: Asking): Promise<Target | null> => {
  const key = targetKey(item);
  const parameter = key && (await requiredParameter(views, key, placeOf(asking)));
  return parameter && { threshold: parameter.value as unknown as Target['threshold'], parameter };
};

const growth = async (query: IncomeGrowth, views: Views): Promise<IncomeGrowthFigures> => {
  const { asking, among } = await askingOf(query, views);
  const basisParameter = await requiredParameter(views, 'income.growthBasis', placeOf(asking));
  const target = await targetOf(views, query.item, asking);
  const current = await measuresOf(views, asking, asking.period);
  const before = await measuresOf(views, asking, yearBefore(asking.period));
  const question = { item: query.item, basis: basisIn(basisParameter), target };
  const found = growthAnswer({ current, before }, question, asking);
  return { ...found, ...among, basisParameter };
};

const decline = async (query: IncomeDecline, views: Views): Promise<IncomeDeclineFigures> => {
  const { asking, among } = await askingOf(query, views);
  const parameter = await requiredParameter(views, 'deduction.comparison', placeOf(asking));
  const comparison = query.comparison ?? (parameter.value as Comparison);
  const found = declineFigure(await measuresOf(views, asking, asking.period), comparison, asking);
  return { ...found, ...among, comparison, parameter };
};

const askingKnownBy = async (views: Views, asking: Asking, knownAt: CalendarDate): Promise<Asking> => ({
  ...asking,
  ...{ knownAt, successors: await successorsAt(views, { asOf: asking.asOf, knownAt }) },
});

const recordedShare = async (views: Views, asking: Asking) =>
  recordingFigure(await measuresOf(views, asking, asking.period, 'HOUSEHOLDS'), asking);

const recording = async (query: IncomeRecording, views: Views) => {
  const { asking, among } = await askingOf(query, views);
  const { categoriesParameter: parameter, includingParameter: including, categories } = among;
  const recordingDays = await parameterInForceView(views, 'income.recordingDays', placeOf(asking));
  const lastDay = recordingDays === null ? null : addDays(asking.asOf, recordingDays.value as number);
  const isClosed = lastDay !== null && lastDay < asking.knownAt;
  /** As it stood when the window closed; null while it is open, or where nobody decided how long it is. */
  const inTime = isClosed ? await recordedShare(views, await askingKnownBy(views, asking, lastDay)) : null;
  const found = await recordedShare(views, asking);
  const by = { categories, parameter, including, recordingDays, lastDay };
  return { ...found, ...by, inTime };
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

export const incomeAnswers: readonly AnyAnswering[] = [
  listOf(IncomeList, BOOK),
  entryOf(IncomeEntry, BOOK),
  answering(IncomeGrowth, growth),
  answering(IncomeDecline, decline),
  answering(IncomeRecording, recording),
];
