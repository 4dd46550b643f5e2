import { HOUSEHOLD_HEADS, STAFF } from '@kernel/actor';
import { addDays, type CalendarDate, type Quarter } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { tallyAt } from '@projection/tally';
import { readTally } from '@projection/tally-reader';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { entryOf, EntryQuery, ListQuery, listOf, PAGE } from '@query/register';
import { inScope, requireVisible } from '@query/scope';
import { parameterInForceView, requiredParameter } from '@registry/parameter/queries';
import { IsBoolean } from 'class-validator';
import { IsDate, IsDivision, IsId, IsOneOf, Optional } from '@validation/fields';
import { QueryFlag, QuerySetOf, QueryWhole } from '@validation/query-fields';
import { COMPARISONS, OUTCOMES, type Comparison, type Outcome } from './comparison';
import { CATEGORIES, keysOf, type Category, type Subject } from './contribution';
import { declineFigure, recordingFigure } from './decline';
import { GROWTH_ITEMS, growthAnswer, targetKey, type GrowthQuestion, type Target } from './growth';
import { comparedHousehold, placeOf, registeredHousehold, taken } from './household-list';
import type { Asking, Scan } from './household-list';
import type { HouseholdDossier } from './knowledge';
import { period, yearBefore } from './period';
import { BOOK, endOf } from './yearly';
export * as explaining from './explanation';
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
  /** Households in any of these groups; everybody where absent. */
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

/** R23; the target groups of the place where no categories are named. Whether eliminated risks count it decides either way (3.4, 4). */
export class IncomeRecording extends QuarterFigure {
  static readonly title = '季度收入采录率';
  static readonly askedBy = STAFF;
}

abstract class QuarterList extends ListQuery {
  static readonly shows = 'HEAD';
  static readonly fixedDay = 'AS_OF_IS_QUARTER_END';
  @QueryWhole(2000, 2100) year!: number;
  @QueryWhole(1, 4) quarter!: Quarter;
  @Optional() @QuerySetOf(CATEGORIES) categories?: Category[];
  @Optional() @IsDate() knownAt?: CalendarDate;
}

/** The list behind a growth or decline: who had which values, and who is missing. */
export class IncomeComparisons extends QuarterList {
  static readonly title = '收入同比明细';
  static readonly askedBy = STAFF;

  @IsOneOf(COMPARISONS) comparison!: Comparison;
  @Optional() @IsOneOf(OUTCOMES) outcome?: Outcome;
}

/** The list behind the recording: every household that must be recorded, and whether it is. */
export class IncomeRecordings extends QuarterList {
  static readonly title = '季度收入采录明细';
  static readonly askedBy = STAFF;

  @Optional() @QueryFlag() @IsBoolean() isRecorded?: boolean;
}

export const askingOf = (query: QuarterFigure | QuarterList, views: Views): Asking => {
  const division = query.division ?? views.viewer.scope;
  requireVisible(views, division);
  const of = period(query.year, query.quarter);
  const [asOf, knownAt] = [endOf(of), query.knownAt ?? (views.today as CalendarDate)];
  if (knownAt < asOf) throw new Unanswerable('FIGURE_BEFORE_QUARTER_END', `${of} was not over on ${knownAt}`);
  return { division, period: of, asOf, knownAt, categories: query.categories, includeRiskEliminated: true };
};

/** What was tallied of the subjects together; subjects of one question name their measures differently. */
const measuresOf = async (views: Views, asking: Asking, ...subjects: Subject[]) => {
  const { division, asOf, knownAt } = asking;
  const keys = subjects.flatMap((subject) => keysOf(subject, asking));
  const question = { keys, divisions: [division], asOf, knownAt };
  return tallyAt(await readTally(views.of('income-figures'), 'income-tally', question), asOf, knownAt);
};

/** Null for a category that has no target. @throws Refusal PARAMETER_NOT_CONFIGURED */
const targetOf = async (views: Views, item: IncomeGrowth['item'], asking: Asking): Promise<Target | null> => {
  const key = targetKey(item);
  const parameter = key && (await requiredParameter(views, key, placeOf(asking)));
  return parameter && { threshold: parameter.value as unknown as Target['threshold'], parameter };
};

const growth = async (query: IncomeGrowth, views: Views): Promise<object> => {
  const asking = askingOf(query, views);
  const basisParameter = await requiredParameter(views, 'income.growthBasis', placeOf(asking));
  const basis = basisParameter.value as unknown as GrowthQuestion['basis'];
  const target = await targetOf(views, query.item, asking);
  const current = await measuresOf(views, asking, asking.period);
  const before = await measuresOf(views, asking, yearBefore(asking.period));
  const found = growthAnswer({ current, before }, { item: query.item, basis, target }, asking);
  return { ...found, basisParameter, position: await views.position() };
};

const decline = async (query: IncomeDecline, views: Views): Promise<object> => {
  const asking = askingOf(query, views);
  const parameter = await requiredParameter(views, 'deduction.comparison', placeOf(asking));
  const comparison = query.comparison ?? (parameter.value as Comparison);
  const found = declineFigure(await measuresOf(views, asking, asking.period), comparison, asking);
  return { ...found, comparison, parameter, position: await views.position() };
};

const amongTargets = async (asking: Asking, views: Views) => {
  const parameter = await requiredParameter(views, 'coverage.targetCategories', placeOf(asking));
  const including = await requiredParameter(views, 'coverage.includeRiskEliminated', placeOf(asking));
  const categories = asking.categories ?? (parameter.value as Category[]);
  const includeRiskEliminated = including.value === true;
  return { parameter, including, asking: { ...asking, categories, includeRiskEliminated } };
};

const recordedShare = async (views: Views, asking: Asking) =>
  recordingFigure(await measuresOf(views, asking, asking.period, 'HOUSEHOLDS'), asking);

const recording = async (query: IncomeRecording, views: Views): Promise<object> => {
  const { asking, ...parameters } = await amongTargets(askingOf(query, views), views);
  const recordingDays = await parameterInForceView(views, 'income.recordingDays', placeOf(asking));
  const lastDay = recordingDays === null ? null : addDays(asking.asOf, recordingDays.value as number);
  const isClosed = lastDay !== null && lastDay < asking.knownAt;
  /** As it stood when the window closed; null while it is open, or where nobody decided how long it is. */
  const inTime = isClosed ? await recordedShare(views, { ...asking, knownAt: lastDay }) : null;
  const found = await recordedShare(views, asking);
  return { ...found, ...parameters, recordingDays, lastDay, inTime, position: await views.position() };
};

/** Goes through the dossiers in the order of their ids until the page is full; the cursor is the last id. */
const scanned = async (views: Views, { limit = PAGE.usual, cursor }: ListQuery, scan: Scan) => {
  const items: object[] = [];
  let next: string | null = cursor ?? '';
  while (next !== null && items.length < limit) {
    const filter: Scan['filter'] = { ...scan.filter, id: { $gt: next } };
    const options = { filter, sort: [['id', 1]] as const, limit: PAGE.max };
    const page = await views.of('income-figures').find<HouseholdDossier>('income-household', options);
    const found = taken(page.items, scan.row, limit - items.length);
    items.push(...found.items);
    next = found.isCut || page.next !== null ? found.last : null;
  }
  return { items, next, position: await views.position() };
};

const comparisons = (query: IncomeComparisons, views: Views): Promise<object> => {
  const asking = askingOf(query, views);
  const filter = { ...inScope(views, asking.division, 'divisions'), periods: asking.period };
  return scanned(views, query, { filter, row: (one) => comparedHousehold(one, asking, query) });
};

const recordings = async (query: IncomeRecordings, views: Views): Promise<object> => {
  const { asking } = await amongTargets(askingOf(query, views), views);
  const filter = inScope(views, asking.division, 'divisions');
  return scanned(views, query, { filter, row: (one) => registeredHousehold(one, asking, query.isRecorded) });
};

export const incomeAnswers: readonly AnyAnswering[] = [
  listOf(IncomeList, BOOK),
  entryOf(IncomeEntry, BOOK),
  answering(IncomeGrowth, growth),
  answering(IncomeDecline, decline),
  answering(IncomeRecording, recording),
  answering(IncomeComparisons, comparisons),
  answering(IncomeRecordings, recordings),
];
