import { STAFF, type Role } from '@kernel/actor';
import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { decimalText, percentText, reaches } from '@kernel/ratio';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { figure } from '@query/figure';
import { entry, entryOf, EntryQuery, listOf, ListQuery, PAGE, type RegisterSpec } from '@query/register';
import { inScope } from '@query/scope';
import type { Filter, Page } from '@read-store/read-store';
import { IsDivision, IsId, IsOneOf, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { endOfYear } from './agreement-span';
import { GRADES, type Grade } from './events';
import type { EvaluationRow } from './projector';
import { scoresOf, totalOf, type Weights } from './scoring';

const STATES = [
  'PLANNED',
  'DATA_FROZEN',
  'SELF_REPORTED',
  'OBJECTION_WINDOW',
  'FINAL',
  'CONSEQUENCE_APPLIED',
] as const;
const RESULTS = ['FULFILLED', 'NOT_FULFILLED'] as const;
const DUTY_STATES = ['DUE', 'PLANNED', 'FINAL'] as const;

export class EvaluationList extends ListQuery {
  static readonly title = '年度评估台账';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @QueryWhole(2016, 2100) year?: number;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsOneOf(STATES) state?: (typeof STATES)[number];
  @Optional() @IsOneOf(RESULTS) result?: (typeof RESULTS)[number];
}

export class EvaluationEntry extends EntryQuery {
  static readonly title = '评估表';
  static readonly askedBy: readonly Role[] = STAFF;
}

/** Those with a score that stands, the best first; equal totals share a rank. */
export class EvaluationRanking extends ListQuery {
  static readonly title = '年度评估排名';
  static readonly askedBy: readonly Role[] = STAFF;

  @QueryWhole(2016, 2100) year!: number;
  @Optional() @IsOneOf(RESULTS) result?: (typeof RESULTS)[number];
  @Optional() @IsOneOf(GRADES) grade?: Grade;
  @Optional() @IsOneOf(STATES) state?: (typeof STATES)[number];
}

/** How the total came about, reckoned again from what is shown. */
export class EvaluationExplanation extends EntryQuery {
  static readonly title = '评估得分说明';
  static readonly askedBy: readonly Role[] = STAFF;
}

export class EvaluationCompleteness {
  static readonly title = '年度评估完成率';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly fixedDay = 'AS_OF_IS_YEAR_END';

  @QueryWhole(2016, 2100) year!: number;
  @Optional() @IsDivision() division?: DivisionCode;
}

/** Whom the completeness counts. */
export class EvaluationDuties extends ListQuery {
  static readonly title = '应评估经营主体';
  static readonly askedBy: readonly Role[] = STAFF;

  @QueryWhole(2016, 2100) year!: number;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsOneOf(DUTY_STATES) state?: (typeof DUTY_STATES)[number];
}

const SHEETS: RegisterSpec = {
  projection: 'evaluation',
  collection: 'evaluations',
  kind: 'evaluation',
  sort: [
    ['year', -1],
    ['totalCentiPoints', -1],
  ],
};

const DUTIES: RegisterSpec = {
  projection: 'evaluation-duty',
  collection: 'duties',
  kind: 'evaluation duty',
  sort: [['division', 1]],
};

const told = (own: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(own as Record<string, string | undefined>).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, value]],
    ),
  );

const ranking = async (asked: EvaluationRanking, views: Views): Promise<object> => {
  const { division, limit, cursor, year, ...own } = asked;
  const filter: Filter = { ...inScope(views, division), year, ...told(own) };
  const reader = views.of(SHEETS.projection);
  const found: Page<EvaluationRow> = await reader.find(SHEETS.collection, {
    filter: { ...filter, totalCentiPoints: { $gte: 0 } },
    sort: [['totalCentiPoints', -1]],
    limit: limit ?? PAGE.usual,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  const better = (total: number) =>
    reader.count(SHEETS.collection, { ...filter, totalCentiPoints: { $gt: total } });
  return { ...found, items: await ranked(found.items, better), position: await views.position() };
};

/** One more than those who are better. */
const ranked = async (
  rows: readonly EvaluationRow[],
  better: (total: number) => Promise<number>,
): Promise<readonly object[]> => {
  const totals = [...new Set(rows.map(({ totalCentiPoints }) => totalCentiPoints ?? 0))];
  const ranks = new Map(
    await Promise.all(totals.map(async (total) => [total, (await better(total)) + 1] as const)),
  );
  return rows.map((row) => ({
    rank: ranks.get(row.totalCentiPoints ?? 0) ?? null,
    ...row,
    totalText: pointsText(row.totalCentiPoints ?? 0),
  }));
};

const pointsText = (centiPoints: number): string => decimalText(BigInt(centiPoints), 100n, 2);

const explanation = async ({ id }: EvaluationExplanation, views: Views): Promise<object> => {
  const row = await entry<EvaluationRow>(views, SHEETS, id);
  const { totalCentiPoints, scores, parameters, vetoes, result, grade, asOf, knownAt } = row;
  if (totalCentiPoints === null)
    throw new Unanswerable('EVALUATION_NOT_SCORED', `evaluation ${id} has no score`);
  const weights = Object.fromEntries(scores.map(({ indicator, weight }) => [indicator, weight])) as Weights;
  const recomputed = totalOf(scoresOf(weights, scores));
  return {
    ...{ id, entityId: row.entityId, year: row.year, asOf, knownAt, partialPeriod: row.partialPeriod },
    indicators: scores.map((score) => ({
      ...score,
      ratioText: percentText(score) ?? 'NOT_APPLICABLE',
      fullText: pointsText(score.fullCentiPoints),
      pointsText: pointsText(score.centiPoints),
    })),
    ...{ totalCentiPoints, totalText: pointsText(totalCentiPoints) },
    ...{ recomputedCentiPoints: recomputed, agrees: recomputed === totalCentiPoints },
    ...{ vetoes, result, grade, parameters, position: await views.position() },
  };
};

const completeness = async ({ year, division }: EvaluationCompleteness, views: Views): Promise<object> => {
  const reader = views.of(DUTIES.projection);
  const filter: Filter = { ...inScope(views, division), year };
  const denominator = await reader.count(DUTIES.collection, filter);
  const numerator = await reader.count(DUTIES.collection, { ...filter, state: 'FINAL' });
  const place = division === undefined ? '' : `&division=${division}`;
  const list = `/evaluations/duties?year=${String(year)}${place}`;
  const counted = figure({ numerator, denominator }, null, {
    asOf: endOfYear(year),
    knownAt: recordedDate(views.now) satisfies CalendarDate,
    listRef: { numerator: `${list}&state=FINAL`, denominator: list },
  });
  /** 「对每个经营主体」: every one, whatever a place decides. */
  const met = reaches(counted, { numerator: 1, denominator: 1 });
  return { ...counted, met, position: await views.position() };
};

export const evaluationAnswers: readonly AnyAnswering[] = [
  listOf(EvaluationList, SHEETS),
  entryOf(EvaluationEntry, SHEETS),
  answering(EvaluationRanking, ranking),
  answering(EvaluationExplanation, explanation),
  answering(EvaluationCompleteness, completeness),
  listOf(EvaluationDuties, DUTIES),
];
